package dev.npexport.api.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Serves the page at each of its addresses, so that a link and a reload lead to what was shown, and
 * says how it may be cached and what it may load.
 */
@ApplicationScoped
class PageFilter {

  /** After the guards, before everything that answers. */
  private static final int PRIORITY = 1_000;

  private static final int FIRST_ERROR = 400;

  /**
   * Everything comes from here: what a label or token contains can load nothing and run nothing.
   */
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext context) {
    String path = context.normalizedPath();
    HttpMethod method = context.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (reads && PageAddress.isPage(path, accept(context))) {
      context.reroute(PageAddress.INDEX);
      return;
    }
    if (reads && PageAddress.isOfThePage(path)) {
      // Only once there is an answer: that a file is not there must not stay in a cache.
      context.addHeadersEndHandler(
          sent -> {
            if (context.response().getStatusCode() < FIRST_ERROR) {
              addHeaders(context.response().headers(), path);
            }
          });
    }
    context.next();
  }

  private static String accept(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT)).orElse("");
  }

  private static void addHeaders(MultiMap headers, String path) {
    headers
        .set(
            HttpHeaders.CACHE_CONTROL,
            PageAddress.neverChanges(path) ? "public, immutable, max-age=31536000" : "no-cache")
        .set("Content-Security-Policy", POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "same-origin");
  }
}
