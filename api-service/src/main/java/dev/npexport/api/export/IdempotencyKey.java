package dev.npexport.api.export;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The header by which a client repeats a request without starting a second job. */
final class IdempotencyKey {

  static final String HEADER = "Idempotency-Key";
  static final int MAX = 255;

  private IdempotencyKey() {}

  /**
   * The key of a request.
   *
   * @throws ApiException for one that is not 1 to 255 printable ASCII characters
   */
  static Optional<String> of(HttpHeaders headers) {
    Optional<String> key = Optional.ofNullable(headers.getHeaderString(HEADER));
    if (key.isPresent() && !key.orElseThrow().matches("[ -~]{1," + MAX + "}")) {
      throw new ApiException(
          ErrorCode.INVALID_PARAMETER,
          ProblemItem.of(
              ErrorCode.INVALID_PARAMETER,
              HEADER,
              "expected 1 to %d printable ASCII characters".formatted(MAX)));
    }
    return key;
  }
}
