package dev.npexport.api.start;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.RouteProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says in the API's own words that a body is too large; the HTTP server's limit says nothing. */
@ApplicationScoped
class BodyLimit {

  /** After {@link OriginGuard}, before everything else. */
  private static final int PRIORITY = 9_000;

  private final BigInteger limit;
  private final RouteProblem problems;

  @Inject
  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
      RouteProblem problems) {
    this.limit = limit.asBigInteger();
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("\\d+") && new BigInteger(length).compareTo(limit) > 0) {
      problems.answer(
          context,
          new ApiException(
                  ErrorCode.BODY_TOO_LARGE,
                  "the body has %s bytes, at most %s are read".formatted(length, limit))
              .with("Connection", "close"));
    } else {
      context.next();
    }
  }
}
