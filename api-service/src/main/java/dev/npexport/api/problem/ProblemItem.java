package dev.npexport.api.problem;

import dev.npexport.engine.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the things that are wrong. */
@Schema(description = "One of the things that are wrong")
public record ProblemItem(
    @Schema(description = "Stable code", examples = "width_mismatch") String code,
    @Schema(description = "File or folder as the request named it; empty if it concerns no file")
        String file,
    @Schema(
            description = "Tensor, field, line or feature inside the file or body, or empty",
            examples = "tensor W_dec")
        String where,
    @Schema(description = "What was found and what was expected") String message) {

  public static ProblemItem of(Problem problem) {
    return new ProblemItem(
        problem.code().wire(), problem.file(), problem.where(), problem.message());
  }

  /** A problem of the request itself: of a field of the body or a query parameter. */
  public static ProblemItem of(ErrorCode code, String where, String message) {
    return new ProblemItem(code.wire(), "", where, message);
  }

  /** The one line that the command line and the job row show as well. */
  public String sentence() {
    StringBuilder text = new StringBuilder();
    if (!file.isEmpty()) {
      text.append(file).append(": ");
    }
    if (!where.isEmpty()) {
      text.append(where).append(": ");
    }
    return text.append(message).toString();
  }
}
