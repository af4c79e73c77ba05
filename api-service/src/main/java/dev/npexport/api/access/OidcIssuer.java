package dev.npexport.api.access;

import dev.npexport.api.NpexportConfig;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Tells Quarkus which issuer's tokens are accepted; without one it accepts none. */
@ApplicationScoped
class OidcIssuer {

  /**
   * How often the issuer's keys are fetched at most. They are when a token names a key that is not
   * known: the issuer may have taken a new one. Rarely enough that strangers cannot make this
   * service trouble the issuer; Quarkus waits for ten minutes, in which good tokens are refused.
   */
  private static final Duration KEYS_ASKED_FOR = Duration.ofSeconds(5);

  private final NpexportConfig.Oidc config;

  @Inject
  OidcIssuer(NpexportConfig config) {
    this.config = config.oidc();
  }

  void register(@Observes Oidc oidc) {
    if (config.issuer().isEmpty()) {
      return;
    }
    String audience =
        config
            .audience()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        """
                        NPEXPORT_OIDC_AUDIENCE is missing: without it every token of %s would be accepted, \
                        whatever service it was made for."""
                            .formatted(config.issuer().orElseThrow())));
    oidc.create(
        OidcTenantConfig.authServerUrl(config.issuer().orElseThrow())
            .applicationType(io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType.SERVICE)
            .token()
            .audience(List.of(audience))
            .forcedJwkRefreshInterval(KEYS_ASKED_FOR)
            // What is no token of the issuer's keys is not shown to it: it might be the API token
            // with a slip in it, and what an issuer calls active was not made for this service.
            .allowJwtIntrospection(false)
            .allowOpaqueTokenIntrospection(false)
            .end()
            .build());
  }
}
