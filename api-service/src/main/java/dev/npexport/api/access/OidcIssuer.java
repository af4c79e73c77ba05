package dev.npexport.api.access;

import dev.npexport.api.NpexportConfig;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Tells Quarkus which issuer's tokens are accepted; without one it accepts none. */
@ApplicationScoped
class OidcIssuer {

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
            .end()
            .build());
  }
}
