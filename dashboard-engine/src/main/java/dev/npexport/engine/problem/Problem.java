package dev.npexport.engine.problem;

import java.nio.file.Path;

/**
 * One thing that is wrong, said so that a person can mend it.
 *
 * @param code what kind of problem, stable for programs
 * @param file the file or folder it was found in, empty when it concerns no file
 * @param where the tensor, field, line or feature inside the file ("tensor W_dec", "line 7"), or
 *     empty
 * @param message what was found and what was expected
 */
public record Problem(ProblemCode code, String file, String where, String message) {

  public static Problem of(ProblemCode code, Path file, String where, String message) {
    return new Problem(code, file.toString(), where, message);
  }

  public static Problem option(String field, String message) {
    return new Problem(ProblemCode.INVALID_OPTION, "", field, message);
  }

  /** The one line that the command line, the HTTP answer and the job row all show. */
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
