package dev.npexport.api.start;

import dev.npexport.api.NpexportConfig;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Keeps web pages of other origins out. A page that a person happens to visit may send simple
 * requests and open WebSockets to 127.0.0.1, which CORS does not stop; and a name that an attacker
 * points at 127.0.0.1 makes its page same-origin, so without authentication only loopback names are
 * answered.
 */
@ApplicationScoped
class OriginGuard {

  /** Before every route. */
  private static final int PRIORITY = 10_000;

  private final boolean anyHost;
  private final RouteProblem problems;

  @Inject
  OriginGuard(NpexportConfig config, RouteProblem problems) {
    // A page that came by another name has no cookie for this one, so it is a stranger anyway.
    this.anyHost = config.allowUnauthenticated() || ListenGuard.asksForTokens(config);
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String host = context.request().getHeader(HttpHeaders.HOST);
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (!anyHost && host != null && !ListenGuard.isLoopbackName(hostname(host))) {
      problems.answer(
          context,
          new ApiException(
              ErrorCode.UNKNOWN_HOST,
              "this service is reached by a loopback name, not by " + host));
    } else if (origin != null && !sameOrigin(origin, host)) {
      problems.answer(
          context,
          new ApiException(
              ErrorCode.CROSS_ORIGIN, "pages of %s may not use this service".formatted(origin)));
    } else {
      context.next();
    }
  }

  private static boolean sameOrigin(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String hostname(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
