package dev.npexport.api.s3;

import dev.npexport.api.download.ByteRange;
import dev.npexport.engine.archive.ArchivePaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;

/** GetObject and HeadObject. */
@ApplicationScoped
class S3Download {

  private static final DateTimeFormatter HTTP_TIME =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final Pacing pacing = new Pacing();

  @Inject
  S3Download(Clock clock) {
    this.clock = clock;
  }

  Response get(NavigableMap<String, S3Object> bucket, String key, HttpHeaders headers) {
    S3Object object = find(bucket, key);
    if (object.etag().equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      return Response.notModified().header(HttpHeaders.ETAG, object.etag()).build();
    }
    return switch (ByteRange.parse(range(headers, object), object.size())) {
      case ByteRange.Asked.Whole whole -> {
        pace(bucket, key);
        Response.ResponseBuilder response = described(Response.ok(), key, object, object.size());
        addChecksum(response, object, headers);
        yield response.entity(S3Bytes.part(object, new ByteRange(0, object.size()))).build();
      }
      case ByteRange.Asked.Part(ByteRange part) -> {
        if (part.first() == 0) { // the further parts of a file need no connection of their own
          pace(bucket, key);
        }
        yield described(
                Response.status(Response.Status.PARTIAL_CONTENT), key, object, part.length())
            .header("Content-Range", part.contentRange(object.size()))
            .entity(S3Bytes.part(object, part))
            .build();
      }
      case ByteRange.Asked.Unsatisfiable none ->
          throw new S3Exception(
              S3Code.INVALID_RANGE, "the file has %d bytes".formatted(object.size()));
    };
  }

  Response head(NavigableMap<String, S3Object> bucket, String key, HttpHeaders headers) {
    S3Object object = find(bucket, key);
    Response.ResponseBuilder response = described(Response.ok(), key, object, object.size());
    addChecksum(response, object, headers);
    return response.build();
  }

  private static S3Object find(NavigableMap<String, S3Object> bucket, String key) {
    return Optional.ofNullable(bucket.get(key))
        .orElseThrow(() -> new S3Exception(S3Code.NO_SUCH_KEY, "there is no file " + key));
  }

  private static Optional<String> range(HttpHeaders headers, S3Object object) {
    String condition = headers.getHeaderString("If-Range");
    return condition == null || condition.equals(object.etag())
        ? Optional.ofNullable(headers.getHeaderString("Range"))
        : Optional.empty();
  }

  private static Response.ResponseBuilder described(
      Response.ResponseBuilder response, String key, S3Object object, long length) {
    return response
        .type(key.endsWith(".gz") ? "application/gzip" : "application/x-ndjson")
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header(HttpHeaders.ETAG, object.etag())
        .header(HttpHeaders.LAST_MODIFIED, HTTP_TIME.format(object.modified()))
        .header("Accept-Ranges", "bytes");
  }

  /** Clients that ask for it hold the bytes against this checksum themselves. */
  private static void addChecksum(
      Response.ResponseBuilder response, S3Object object, HttpHeaders headers) {
    if ("ENABLED".equalsIgnoreCase(headers.getHeaderString("x-amz-checksum-mode"))) {
      byte[] sha256 = HexFormat.of().parseHex(object.sha256());
      response
          .header("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(sha256))
          .header("x-amz-checksum-type", "FULL_OBJECT");
    }
  }

  private void pace(NavigableMap<String, S3Object> bucket, String key) {
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    if (ArchivePaths.BATCH_FOLDERS.stream().anyMatch(name -> folder.endsWith("/" + name + "/"))) {
      int files = bucket.subMap(folder, folder + Character.MAX_VALUE).size();
      sleep(pacing.wait(clock.instant(), files));
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
