package dev.npexport.worker.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** A worker whose engine is the {@link FakeEngine}. */
public class FakeEngineProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(FakeEngine.class);
  }
}
