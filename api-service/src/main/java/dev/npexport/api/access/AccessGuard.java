package dev.npexport.api.access;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets a request through that shows a session, a link's ticket or a bearer token. It stands before
 * every route, WebSockets and the S3 view included, so that a new route is closed by default.
 */
@ApplicationScoped
class AccessGuard {

  /** After the guard of origins, before everything else. */
  private static final int PRIORITY = 9_500;

  private static final String BEARER = "Bearer ";
  private static final String LET_IN = AccessGuard.class.getName();

  private final Authentication authentication;
  private final RouteProblem problems;
  private final Clock clock;

  @Inject
  AccessGuard(Authentication authentication, RouteProblem problems, Clock clock) {
    this.authentication = authentication;
    this.problems = problems;
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpMethod method = context.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    String path = context.normalizedPath();
    Optional<S3Link> link = S3Link.of(path).filter(given -> reads);
    if (link.isPresent() && holds(link.orElseThrow().ticket(), Links.S3)) {
      context.put(LET_IN, true);
      context.reroute(link.orElseThrow().target(context.request().query()));
    } else if (!authentication.required()
        || context.get(LET_IN) != null
        || OpenPaths.isOpen(reads, path)
        || hasSession(context)
        || reads && hasTicket(context, path)) {
      context.next();
    } else {
      bearer(context)
          .ifPresentOrElse(
              token -> check(context, token),
              () -> refuse(context, "this service asks for a token", ""));
    }
  }

  private void check(RoutingContext context, String token) {
    // The body must not run past while the issuer's keys are fetched.
    context.request().pause();
    Context loop = context.vertx().getOrCreateContext();
    authentication
        .check(token)
        .subscribe()
        .with(
            caller -> loop.runOnContext(done -> go(context, caller)),
            failure -> loop.runOnContext(done -> unavailable(context, failure)));
  }

  private void go(RoutingContext context, Optional<Caller> caller) {
    context.request().resume();
    if (caller.isPresent()) {
      context.next();
    } else {
      refuse(context, "the token is not valid here", ", error=\"invalid_token\"");
    }
  }

  private void unavailable(RoutingContext context, Throwable failure) {
    context.request().resume();
    switch (failure) {
      case ApiException problem -> problems.answer(context, problem);
      case Throwable other -> context.fail(other);
    }
  }

  private void refuse(RoutingContext context, String detail, String error) {
    problems.answer(
        context,
        new ApiException(ErrorCode.UNAUTHENTICATED, detail)
            .with("WWW-Authenticate", "Bearer realm=\"npexport\"" + error));
  }

  private boolean hasSession(RoutingContext context) {
    Cookie cookie = context.request().getCookie(Sessions.COOKIE);
    return cookie != null && holds(cookie.getValue(), Sessions.SCOPE);
  }

  private boolean hasTicket(RoutingContext context, String path) {
    String ticket = context.request().getParam(Links.PARAMETER);
    return ticket != null && Links.isLinkable(path) && holds(ticket, path);
  }

  private boolean holds(String ticket, String scope) {
    return authentication.tickets().holds(ticket, scope, clock.instant());
  }

  private static Optional<String> bearer(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }
}
