package dev.npexport.engine.problem;

/**
 * The stable codes of everything that can be wrong with an input, an option or a running export.
 */
public enum ProblemCode {
  FILE_NOT_FOUND,
  FILE_UNREADABLE,
  PATH_OUTSIDE_DATA_ROOT,
  MALFORMED_FILE,
  MALFORMED_JSON,
  MALFORMED_SAFETENSORS,
  UNKNOWN_FORMAT,
  UNKNOWN_ARCHITECTURE,
  UNSUPPORTED_HOOK,
  MISSING_FIELD,
  INVALID_FIELD,
  MISSING_TENSOR,
  UNEXPECTED_TENSOR,
  WRONG_SHAPE,
  WRONG_DTYPE,
  NOT_FINITE,
  WIDTH_MISMATCH,
  MISSING_SPLIT,
  MISSING_TOKENS,
  INDEX_OUT_OF_RANGE,
  DUPLICATE_ENTRY,
  UNKNOWN_FEATURE,
  INVALID_OPTION,
  INVALID_NAME,
  INPUT_CHANGED,
  TOO_LARGE,
  DISK_FULL,
  CANCELLED,
  INTERNAL;

  /** The code as it is written in JSON and logs: lower case with underscores. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
