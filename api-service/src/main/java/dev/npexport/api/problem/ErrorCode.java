package dev.npexport.api.problem;

import java.util.Locale;

/** The stable codes of HTTP answers, each with its status. */
public enum ErrorCode {
  MALFORMED_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has a field that is not known"),
  INVALID_FIELD(400, "A field of the body cannot be used"),
  MISSING_FIELD(400, "A required field is missing"),
  INVALID_PARAMETER(400, "A query parameter or header cannot be used"),
  INVALID_OPTION(400, "An export option cannot be used"),
  INVALID_LABEL(400, "A label of the body cannot be used"),
  BAD_REQUEST(400, "The request cannot be understood"),
  UNAUTHENTICATED(401, "This service asks who its callers are"),
  CROSS_ORIGIN(403, "Pages of other origins may not use this service"),
  UNKNOWN_HOST(403, "This service has another name"),
  NOT_FOUND(404, "There is nothing at this path"),
  SAE_NOT_FOUND(404, "There is no such SAE"),
  FEATURE_NOT_FOUND(404, "The SAE has no such feature"),
  EXPORT_NOT_FOUND(404, "There is no such export"),
  METHOD_NOT_ALLOWED(405, "This path does not take that method"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
  SAE_IN_USE(409, "Exports of this SAE are running"),
  EXPORT_NOT_COMPLETED(409, "The export has no archive"),
  EXPORT_RUNNING(409, "The export is running"),
  EXPORT_FINISHED(409, "The export has already ended"),
  EXPORT_NOT_RETRYABLE(409, "Only failed and cancelled exports can be retried"),
  ARCHIVE_MISSING(410, "The archive of this export is gone"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  RANGE_NOT_SATISFIABLE(416, "The range lies outside the archive"),
  INVALID_INPUT(422, "The inputs cannot be used"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  INTERNAL(500, "Something went wrong here"),
  BROKER_UNAVAILABLE(503, "The message broker cannot be reached"),
  DATABASE_UNAVAILABLE(503, "The database cannot be reached"),
  ISSUER_UNAVAILABLE(503, "The issuer of tokens cannot be reached");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** A short sentence that is the same for every occurrence. */
  public String title() {
    return title;
  }

  /** As it is written in JSON: lower case with underscores. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
