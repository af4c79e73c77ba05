package dev.npexport.api.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application with its own engine instead of the fake one. */
public final class RealEngine implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.arc.exclude-types", FakeEngine.class.getName());
  }
}
