package dev.npexport.api.s3;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file of a bucket.
 *
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hex
 * @param modified when its export completed
 */
record S3Object(long size, String sha256, Instant modified, Source source) {

  /** Not an MD5 sum and not as long as one, so that no client takes it for one. */
  String etag() {
    return "\"" + sha256 + "\"";
  }

  /** Where the bytes are. */
  sealed interface Source {

    /** In an archive as they are, {@code offset} bytes from its start. */
    record Stored(Path archive, long offset) implements Source {}

    /** In an archive, deflated. */
    record Deflated(Path archive, String key) implements Source {}

    /** In memory. */
    record Made(byte[] content) implements Source {}
  }
}
