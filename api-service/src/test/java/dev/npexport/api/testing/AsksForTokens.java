package dev.npexport.api.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The application with an API token and an OIDC issuer. */
public final class AsksForTokens implements QuarkusTestProfile {

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Issuer.class));
  }
}
