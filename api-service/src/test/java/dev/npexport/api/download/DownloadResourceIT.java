package dev.npexport.api.download;

import static dev.npexport.api.testing.Api.EXPORT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.model.path.DataRoot;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class DownloadResourceIT {

  @Inject Rows rows;
  @Inject DataRoot root;

  @Test
  void sendsTheArchiveWithItsNameAndDigest() {
    byte[] archive = randomBytes(3_000_000);
    String id = Api.export("{}");
    String sha256 = rows.complete(id, archive);
    byte[] received =
        given()
            .get(url(id))
            .then()
            .statusCode(200)
            .contentType("application/zip")
            .header("Content-Length", "3000000")
            .header("Accept-Ranges", "bytes")
            .header("ETag", "\"" + sha256 + "\"")
            .header(
                "Content-Disposition",
                "attachment; filename=\"npexport-sae-%s.zip\"".formatted(id.substring(0, 8)))
            .extract()
            .asByteArray();
    assertThat(received).isEqualTo(archive);
    given()
        .get(EXPORT + "/" + id)
        .then()
        .body("download_url", equalTo(url(id)))
        .body("sha256", equalTo(sha256));
  }

  @Test
  void answersHeadWithoutABody() {
    String id = Api.export("{}");
    String sha256 = rows.complete(id, randomBytes(1000));
    given()
        .head(url(id))
        .then()
        .statusCode(200)
        .header("Content-Length", "1000")
        .header("ETag", "\"" + sha256 + "\"");
  }

  @Test
  void resumesABrokenDownload() {
    byte[] archive = randomBytes(1000);
    String id = Api.export("{}");
    String etag = "\"" + rows.complete(id, archive) + "\"";
    byte[] rest =
        given()
            .header("Range", "bytes=400-")
            .header("If-Range", etag)
            .get(url(id))
            .then()
            .statusCode(206)
            .header("Content-Range", "bytes 400-999/1000")
            .header("Content-Length", "600")
            .extract()
            .asByteArray();
    assertThat(rest).isEqualTo(Arrays.copyOfRange(archive, 400, 1000));
    given()
        .header("Range", "bytes=400-")
        .header("If-Range", "\"other\"")
        .get(url(id))
        .then()
        .statusCode(200)
        .header("Content-Length", "1000");
    given()
        .header("Range", "bytes=1000-")
        .get(url(id))
        .then()
        .statusCode(416)
        .header("Content-Range", "bytes */1000")
        .body("code", equalTo("range_not_satisfiable"));
  }

  @Test
  void sendsNothingToWhomHasIt() {
    String id = Api.export("{}");
    String etag = "\"" + rows.complete(id, randomBytes(10)) + "\"";
    given().header("If-None-Match", "\"x\", " + etag).get(url(id)).then().statusCode(304);
    given().header("If-None-Match", "\"x\"").get(url(id)).then().statusCode(200);
  }

  @Test
  void saysWhenThereIsNoArchive() throws IOException {
    String id = Api.export("{}");
    given().get(url(id)).then().statusCode(409).body("code", equalTo("export_not_completed"));
    rows.complete(id, new byte[] {1});
    Files.delete(root.archive(UUID.fromString(id)));
    given().get(url(id)).then().statusCode(410).body("code", equalTo("archive_missing"));
    given().get(url(UUID.randomUUID().toString())).then().statusCode(404);
  }

  @Test
  void removesTheArchiveWithItsExport() throws IOException {
    String id = Api.export("{}");
    UUID job = UUID.fromString(id);
    rows.complete(id, new byte[] {1});
    Files.createDirectories(root.workFolder(job).resolve("shard-0"));
    Files.writeString(root.workFolder(job).resolve("shard-0/x"), "x");
    given().delete(EXPORT + "/" + id).then().statusCode(204);
    assertThat(root.archive(job)).doesNotExist();
    assertThat(root.workFolder(job)).doesNotExist();
  }

  private static String url(String id) {
    return EXPORT + "/" + id + "/download";
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
