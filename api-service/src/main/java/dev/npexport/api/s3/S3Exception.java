package dev.npexport.api.s3;

/** An answer of the S3 view other than success. */
final class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final S3Code code;

  S3Exception(S3Code code, String message) {
    super(message);
    this.code = code;
  }

  S3Code code() {
    return code;
  }
}
