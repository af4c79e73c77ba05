package dev.npexport.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.npexport.engine.problem.InputException;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that a resource can end with becomes {@code application/problem+json}. */
public final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** How long a client should wait before it asks again. */
  private static final String RETRY_SECONDS = "5";

  private final AllowedMethods allowed;

  @Inject
  ProblemMappers(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  @ServerExceptionMapper
  public Response api(ApiException e, UriInfo uri) {
    return answer(e, uri);
  }

  /** Problems that nobody has given a more fitting status: the inputs cannot be used. */
  @ServerExceptionMapper
  public Response input(InputException e, UriInfo uri) {
    return answer(
        new ApiException(
            ErrorCode.INVALID_INPUT, e.problems().stream().map(ProblemItem::of).toList()),
        uri);
  }

  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException e, UriInfo uri) {
    return answer(JsonProblems.of(e), uri);
  }

  @ServerExceptionMapper
  public Response database(PersistenceException e, UriInfo uri) {
    return databaseOr500(e, uri);
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e, UriInfo uri, Request request) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return answer(JsonProblems.of(json), uri);
    }
    String detail =
        "%s: %s".formatted(uri.getPath(), Optional.ofNullable(e.getMessage()).orElse(""));
    return switch (e.getResponse().getStatus()) {
      case 404, 405 -> noResource(uri, request.getMethod());
      case 406 -> answer(new ApiException(ErrorCode.NOT_ACCEPTABLE, detail), uri);
      case 413 -> answer(new ApiException(ErrorCode.BODY_TOO_LARGE, detail), uri);
      case 415 ->
          answer(
              new ApiException(
                  ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                  "expected Content-Type: "
                      + (uri.getPath().endsWith("/labels")
                          ? "application/jsonl, application/x-ndjson or text/csv"
                          : "application/json")),
              uri);
      case 400 -> answer(new ApiException(ErrorCode.BAD_REQUEST, detail), uri);
      default -> internal(e, uri);
    };
  }

  @ServerExceptionMapper
  public Response other(Exception e, UriInfo uri) {
    return databaseOr500(e, uri);
  }

  /** Nothing at this path, or nothing with this method; the framework confuses the two at times. */
  private Response noResource(UriInfo uri, String method) {
    SortedSet<String> methods = allowed.of(uri.getPath());
    if (methods.isEmpty() || methods.contains(method)) {
      return answer(new ApiException(ErrorCode.NOT_FOUND, "nothing at " + uri.getPath()), uri);
    }
    String all = String.join(", ", methods);
    return answer(
        new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "%s takes %s".formatted(uri.getPath(), all))
            .with(HttpHeaders.ALLOW, all),
        uri);
  }

  private static Response databaseOr500(Exception e, UriInfo uri) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isConnectionTrouble(sql)) {
        LOG.warnf("%s: database unavailable: %s", uri.getPath(), sql.getMessage());
        return answer(
            new ApiException(ErrorCode.DATABASE_UNAVAILABLE, "try again in a moment")
                .with(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
            uri);
      }
    }
    return internal(e, uri);
  }

  /** SQLSTATE class 08 (connection), 57P0x (server going down or starting), or none (the pool). */
  private static boolean isConnectionTrouble(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private static Response internal(Exception e, UriInfo uri) {
    LOG.errorf(e, "%s failed", uri.getPath());
    return answer(new ApiException(ErrorCode.INTERNAL, "the service's log has the details"), uri);
  }

  private static Response answer(ApiException e, UriInfo uri) {
    Response.ResponseBuilder response =
        Response.status(e.code().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .entity(ProblemDocument.of(e, uri.getPath()));
    e.headers().forEach(response::header);
    return response.build();
  }
}
