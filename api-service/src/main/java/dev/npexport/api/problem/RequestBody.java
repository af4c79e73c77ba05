package dev.npexport.api.problem;

/** The body of a request that needs one. */
public final class RequestBody {

  private RequestBody() {}

  /** The body, or the answer that it is missing: an empty one, and the literal {@code null}. */
  public static <T> T required(T body) {
    if (body == null) {
      throw new ApiException(
          ErrorCode.MALFORMED_JSON,
          ProblemItem.of(ErrorCode.MALFORMED_JSON, "", "expected a JSON object, found nothing"));
    }
    return body;
  }
}
