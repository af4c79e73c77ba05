package dev.npexport.api.s3;

import dev.npexport.api.download.ByteRange;
import dev.npexport.engine.archive.zip.ArchiveTree;
import java.util.Arrays;
import org.jboss.resteasy.reactive.PathPart;

/** The bytes of a file as the body of an answer. */
final class S3Bytes {

  private S3Bytes() {}

  /** A part; what is stored in an archive goes from file to socket. */
  static Object part(S3Object object, ByteRange range) {
    return switch (object.source()) {
      case S3Object.Source.Stored stored ->
          new PathPart(stored.archive(), stored.offset() + range.first(), range.length());
      case S3Object.Source.Deflated deflated -> slice(all(object), range);
      case S3Object.Source.Made made -> slice(made.content(), range);
    };
  }

  /** All bytes of a small file. */
  static byte[] all(S3Object object) {
    return switch (object.source()) {
      case S3Object.Source.Stored stored ->
          throw new IllegalArgumentException("batches are not read into memory");
      case S3Object.Source.Deflated deflated ->
          ArchiveTree.inflate(deflated.archive(), deflated.key());
      case S3Object.Source.Made made -> made.content();
    };
  }

  private static byte[] slice(byte[] content, ByteRange range) {
    return Arrays.copyOfRange(content, (int) range.first(), (int) (range.first() + range.length()));
  }
}
