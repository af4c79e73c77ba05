package dev.npexport.api.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * An OpenID Connect issuer that the application is told of and that is not there when it starts.
 */
public final class AbsentIssuer implements QuarkusTestResourceLifecycleManager {

  public static final SigningKey KEY = SigningKey.named("first");

  private final OidcServer server = new OidcServer(KEY);

  @Override
  public Map<String, String> start() {
    return Map.of("npexport.oidc.issuer", server.url(), "npexport.oidc.audience", Issuer.AUDIENCE);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(OidcServer.class));
  }

  @Override
  public void stop() {
    server.stop();
  }
}
