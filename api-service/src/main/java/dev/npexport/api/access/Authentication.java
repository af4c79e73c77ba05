package dev.npexport.api.access;

import dev.npexport.api.NpexportConfig;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Who may use the service: nobody is asked, or a token of a file or of an OIDC issuer is. */
@Singleton
class Authentication {

  private static final Logger LOG = Logger.getLogger(Authentication.class);

  /** For an issuer that takes connections and is silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Optional<ApiToken> token;
  private final boolean byOidc;
  private final TenantIdentityProvider oidc;
  private final Tickets tickets;

  @Inject
  Authentication(NpexportConfig config, TenantIdentityProvider oidc) {
    this.token = config.apiTokenFile().map(ApiToken::read);
    this.byOidc = config.oidc().issuer().isPresent();
    this.oidc = oidc;
    this.tickets = new Tickets(TicketKey.of(config, token));
  }

  boolean required() {
    return token.isPresent() || byOidc;
  }

  /** What is accepted, by the names that the page knows. */
  List<String> methods() {
    List<String> methods = new ArrayList<>();
    token.ifPresent(given -> methods.add("token"));
    if (byOidc) {
      methods.add("oidc");
    }
    return methods;
  }

  Tickets tickets() {
    return tickets;
  }

  /**
   * Checks a bearer token: empty if it is not good. Fails with {@code ISSUER_UNAVAILABLE} when the
   * issuer cannot be asked for its keys.
   */
  Uni<Optional<Caller>> check(String bearer) {
    if (token.isPresent() && token.orElseThrow().matches(bearer)) {
      return Uni.createFrom().item(Optional.of(new Caller(Optional.empty())));
    }
    if (!byOidc) {
      return Uni.createFrom().item(Optional.empty());
    }
    return oidc.authenticate(new AccessTokenCredential(bearer))
        .map(identity -> Optional.of(new Caller(expiry(identity))))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithItem(Optional.empty())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .transform(Authentication::unavailable);
  }

  private static ApiException unavailable(Throwable failure) {
    LOG.warnf("a token could not be checked: %s", failure);
    return new ApiException(
            ErrorCode.ISSUER_UNAVAILABLE, "the token cannot be checked; try again in a moment")
        .with("Retry-After", "5");
  }

  private static Optional<Instant> expiry(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken jwt && jwt.getExpirationTime() > 0
        ? Optional.of(Instant.ofEpochSecond(jwt.getExpirationTime()))
        : Optional.empty();
  }
}
