package dev.npexport.api.problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer other than success, with its code and everything that is wrong. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<ProblemItem> problems;
  private final transient Map<String, String> headers;

  private ApiException(
      ErrorCode code, String detail, List<ProblemItem> problems, Map<String, String> headers) {
    super(detail);
    this.code = code;
    this.problems = List.copyOf(problems);
    this.headers = Map.copyOf(headers);
  }

  public ApiException(ErrorCode code, String detail) {
    this(code, detail, List.of(), Map.of());
  }

  /**
   * @param problems at least one
   */
  public ApiException(ErrorCode code, List<ProblemItem> problems) {
    this(
        code,
        problems.stream().map(ProblemItem::sentence).collect(Collectors.joining("\n")),
        problems,
        Map.of());
  }

  public ApiException(ErrorCode code, ProblemItem problem) {
    this(code, List.of(problem));
  }

  /** The same with a response header. */
  public ApiException with(String header, String value) {
    return new ApiException(code, getMessage(), problems, Map.of(header, value));
  }

  public ErrorCode code() {
    return code;
  }

  public List<ProblemItem> problems() {
    return problems;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
