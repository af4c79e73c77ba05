package dev.npexport.api.start;

import dev.npexport.api.NpexportConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where other machines could use the service without saying who they are. */
@ApplicationScoped
class ListenGuard {

  private final String host;
  private final NpexportConfig config;

  @Inject
  ListenGuard(@ConfigProperty(name = "quarkus.http.host") String host, NpexportConfig config) {
    this.host = host;
    this.config = config;
  }

  void check(@Observes StartupEvent event) {
    if (!config.allowUnauthenticated() && !asksForTokens(config) && !isLoopback(host)) {
      throw new IllegalStateException(
          """
          quarkus.http.host is %s: other machines could use this service, and it asks nobody who they are. \
          Leave it at 127.0.0.1, or let it ask: set NPEXPORT_API_TOKEN_FILE, or NPEXPORT_OIDC_ISSUER and NPEXPORT_OIDC_AUDIENCE; \
          or set NPEXPORT_ALLOW_UNAUTHENTICATED=true if the network keeps others out."""
              .formatted(host));
    }
  }

  static boolean asksForTokens(NpexportConfig config) {
    return config.apiTokenFile().isPresent() || config.oidc().issuer().isPresent();
  }

  /** Decided without asking a name server, since the name comes with the request. */
  static boolean isLoopbackName(String name) {
    return name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  static boolean isLoopback(String host) {
    try {
      return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // the HTTP server will say what is wrong with it
    }
  }
}
