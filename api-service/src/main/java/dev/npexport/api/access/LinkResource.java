package dev.npexport.api.access;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.problem.RequestBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Makes links for clients that can send no token: a browser's address bar, an S3 client. */
@Path("/api/v1/links")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LinkResource {

  private static final int DEFAULT_SECONDS = 900;
  private static final int MOST_SECONDS = 86_400;

  private final Authentication authentication;
  private final Clock clock;

  @Inject
  LinkResource(Authentication authentication, Clock clock) {
    this.authentication = authentication;
    this.clock = clock;
  }

  @POST
  @Operation(
      operationId = "makeLink",
      summary = "Make a link that opens without a token, for a while",
      description = "Good for GET and HEAD of exactly this path; for the S3 view, of all below it.")
  @APIResponse(
      responseCode = "200",
      description = "The link",
      content = @Content(schema = @Schema(implementation = LinkView.class)))
  public LinkView make(LinkRequest body) {
    LinkRequest request = RequestBody.required(body);
    String path =
        request
            .path()
            .filter(Links::isLinkable)
            .orElseThrow(
                () ->
                    invalid(
                        "path",
                        "expected the path of an export's download, of a WebSocket, or /s3"));
    int seconds = request.lifetimeSeconds().orElse(DEFAULT_SECONDS);
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw invalid(
          "lifetime_seconds",
          "expected a number from 1 to %d, found %d".formatted(MOST_SECONDS, seconds));
    }
    Instant expiry = Instant.ofEpochSecond(clock.instant().getEpochSecond() + seconds);
    return new LinkView(Links.url(path, authentication.tickets().issue(path, expiry)), expiry);
  }

  private static ApiException invalid(String field, String message) {
    return new ApiException(
        ErrorCode.INVALID_FIELD, ProblemItem.of(ErrorCode.INVALID_FIELD, field, message));
  }
}
