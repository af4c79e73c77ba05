package dev.npexport.api.s3;

/** The error codes of Amazon S3 that this view answers with, by the names that clients look for. */
enum S3Code {
  INVALID_ARGUMENT("InvalidArgument", 400),
  NO_SUCH_BUCKET("NoSuchBucket", 404),
  NO_SUCH_KEY("NoSuchKey", 404),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
  INVALID_RANGE("InvalidRange", 416),
  NOT_IMPLEMENTED("NotImplemented", 501);

  private final String wire;
  private final int status;

  S3Code(String wire, int status) {
    this.wire = wire;
    this.status = status;
  }

  String wire() {
    return wire;
  }

  int status() {
    return status;
  }
}
