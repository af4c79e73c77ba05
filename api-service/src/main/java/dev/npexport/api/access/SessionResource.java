package dev.npexport.api.access;

import dev.npexport.api.NpexportConfig;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.problem.RequestBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Turns a token into a session, which a browser sends by itself. */
@Path(OpenPaths.SESSION)
@Tag(name = "Access", description = "Signing in, where this service asks for it")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {

  private final Authentication authentication;
  private final Duration lifetime;
  private final Clock clock;

  @Inject
  SessionResource(Authentication authentication, NpexportConfig config, Clock clock) {
    this.authentication = authentication;
    this.lifetime = config.sessionLifetime();
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "getSession", summary = "Say whether the caller has to sign in")
  @APIResponse(
      responseCode = "200",
      description = "How things are",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  public SessionView show(@Parameter(hidden = true) @CookieParam(Sessions.COOKIE) String session) {
    boolean signedIn =
        session != null && authentication.tickets().holds(session, Sessions.SCOPE, clock.instant());
    return view(signedIn, Optional.empty());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "signIn",
      summary = "Sign in",
      description =
          "Sets a cookie that a browser then sends with every request, downloads and WebSockets"
              + " included.")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @APIResponse(responseCode = "401", ref = "Problem401")
  public Response signIn(SignIn body, @Context UriInfo uri) {
    String token =
        RequestBody.required(body)
            .token()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.MISSING_FIELD,
                        ProblemItem.of(ErrorCode.MISSING_FIELD, "token", "expected a token")));
    Instant expiry = expiry(check(token));
    return withCookie(
        Response.ok(view(true, Optional.of(expiry))),
        authentication.tickets().issue(Sessions.SCOPE, expiry),
        Duration.between(clock.instant(), expiry),
        uri);
  }

  @DELETE
  @Operation(operationId = "signOut", summary = "Sign out: remove the cookie")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response signOut(@Context UriInfo uri) {
    return withCookie(Response.noContent(), "", Duration.ZERO, uri);
  }

  private Caller check(String token) {
    return authentication
        .check(token)
        .await()
        .indefinitely() // the check itself has a limit
        .orElseThrow(
            () ->
                new ApiException(ErrorCode.UNAUTHENTICATED, "the token is not valid here")
                    .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"npexport\""));
  }

  /** In whole seconds, and never after the token's own end. */
  private Instant expiry(Caller caller) {
    Instant latest = Instant.ofEpochSecond(clock.instant().plus(lifetime).getEpochSecond());
    return caller.until().filter(end -> end.isBefore(latest)).orElse(latest);
  }

  private SessionView view(boolean signedIn, Optional<Instant> expiry) {
    return new SessionView(authentication.required(), authentication.methods(), signedIn, expiry);
  }

  private static Response withCookie(
      Response.ResponseBuilder response, String value, Duration age, UriInfo uri) {
    boolean secure = uri.getRequestUri().getScheme().equals("https");
    return response
        .cookie(Sessions.cookie(value, age, secure))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
