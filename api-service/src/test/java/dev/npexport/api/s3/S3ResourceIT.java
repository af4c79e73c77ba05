package dev.npexport.api.s3;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.api.testing.TreeArchive;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.model.path.DataRoot;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class S3ResourceIT {

  private static final String BUCKET = "/s3/neuronpedia-datasets";

  @Inject Rows rows;
  @Inject DataRoot root;

  @Test
  void answersTheRequestsOfTheImporter() {
    TreeArchive archive = complete("importer");
    String source = "v1/importer/2-res/";
    for (String folder : new String[] {"features", "activations", "explanations%2F"}) {
      given()
          .urlEncodingEnabled(false)
          .header("User-Agent", "aws-sdk-js/3.800.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#22.0.0")
          .header("amz-sdk-request", "attempt=1; max=3")
          .get(BUCKET + "/?list-type=2&prefix=v1%2Fimporter%2F2-res%2F" + folder)
          .then()
          .statusCode(200)
          .contentType("application/xml")
          .body("ListBucketResult.KeyCount", equalTo("1"))
          .body("ListBucketResult.IsTruncated", equalTo("false"))
          .body(
              "ListBucketResult.Contents.Key",
              equalTo(source + folder.replace("%2F", "") + "/batch-0.jsonl.gz"));
    }
    for (String key :
        new String[] {
          "v1/config/eval_type.jsonl", source + "source.jsonl", source + "model.jsonl"
        }) {
      byte[] expected = archive.content(key);
      byte[] found = get(key).statusCode(200).extract().asByteArray();
      assertThat(found).as(key).isEqualTo(expected);
    }
    String batch = source + "features/batch-0.jsonl.gz";
    byte[] found =
        get(batch)
            .statusCode(200)
            .contentType("application/gzip")
            .header("Content-Length", "" + archive.content(batch).length)
            .header("ETag", "\"" + Sha256.hex(archive.content(batch)) + "\"")
            .header("Content-Encoding", equalTo(null))
            .header("Last-Modified", notNullValue())
            .extract()
            .asByteArray();
    assertThat(found).isEqualTo(archive.content(batch));
  }

  @Test
  void saysNoSuchKeyInXml() {
    get("v1/importer/2-res/inference_hosts.jsonl")
        .statusCode(404)
        .contentType("application/xml")
        .header("x-amz-request-id", notNullValue())
        .body("Error.Code", equalTo("NoSuchKey"));
    given().head(BUCKET + "/v1/none").then().statusCode(404);
  }

  @Test
  void sendsParts() {
    TreeArchive archive = complete("parts");
    for (String key :
        new String[] {"v1/parts/2-res/features/batch-0.jsonl.gz", "v1/parts/2-res/source.jsonl"}) {
      byte[] whole = archive.content(key);
      byte[] part =
          given()
              .header("Range", "bytes=3-9")
              .get(BUCKET + "/" + key)
              .then()
              .statusCode(206)
              .header("Content-Length", "7")
              .header("Content-Range", "bytes 3-9/" + whole.length)
              .extract()
              .asByteArray();
      assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 3, 10));
      given()
          .header("Range", "bytes=%d-".formatted(whole.length))
          .get(BUCKET + "/" + key)
          .then()
          .statusCode(416)
          .body("Error.Code", equalTo("InvalidRange"));
      given()
          .head(BUCKET + "/" + key)
          .then()
          .statusCode(200)
          .header("Content-Length", "" + whole.length)
          .body(emptyString());
    }
  }

  @Test
  void givesAChecksumToWhomAsksForOne() {
    TreeArchive archive = complete("checksum");
    String key = "v1/checksum/2-res/features/batch-0.jsonl.gz";
    String sha256 = Sha256.hex(archive.content(key));
    given()
        .header("x-amz-checksum-mode", "ENABLED")
        .get(BUCKET + "/" + key)
        .then()
        .header(
            "x-amz-checksum-sha256",
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
    given()
        .header("If-None-Match", "\"" + sha256 + "\"")
        .get(BUCKET + "/" + key)
        .then()
        .statusCode(304);
  }

  @Test
  void answersSignedRequestsAndAnyBucketName() {
    complete("signed");
    given()
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host, Signature=00")
        .header("x-amz-date", "20260101T000000Z")
        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
        .get("/s3/any.bucket-1?list-type=2&delimiter=/&prefix=v1/&encoding-type=url")
        .then()
        .statusCode(200)
        .body("ListBucketResult.Name", equalTo("any.bucket-1"))
        .body("ListBucketResult.CommonPrefixes.Prefix", hasItems("v1/config/", "v1/signed/"));
    given().head("/s3/any.bucket-1").then().statusCode(200);
    given()
        .get("/s3/any.bucket-1?location")
        .then()
        .statusCode(200)
        .body("LocationConstraint", emptyString());
  }

  @Test
  void listsPageByPage() {
    complete("pages");
    String first =
        given()
            .get(BUCKET + "?list-type=2&prefix=v1/pages/&max-keys=4")
            .then()
            .body("ListBucketResult.IsTruncated", equalTo("true"))
            .body("ListBucketResult.KeyCount", equalTo("4"))
            .extract()
            .path("ListBucketResult.NextContinuationToken");
    given()
        .queryParam("continuation-token", first)
        .get(BUCKET + "?list-type=2&prefix=v1/pages/&max-keys=4")
        .then()
        .body("ListBucketResult.IsTruncated", equalTo("false"))
        .body("ListBucketResult.KeyCount", equalTo("3"));
    given()
        .get(BUCKET + "?prefix=v1/pages/&max-keys=1&marker=v1/pages/2-res/model.jsonl")
        .then()
        .body("ListBucketResult.Contents.Key", equalTo("v1/pages/2-res/release.jsonl"))
        .body("ListBucketResult.NextMarker", equalTo("v1/pages/2-res/release.jsonl"));
  }

  @Test
  void servesTheNewestExportOfASourceAndKeepsTheOldOnesByTheirId() throws IOException {
    String key = "v1/twice/2-res/features/batch-0.jsonl.gz";
    TreeArchive older =
        archive("twice", "older").gz("v1/twice/2-res/features/batch-1.jsonl.gz", "x");
    TreeArchive newer = archive("twice", "newer").gz(key, "{\"index\":\"1\"}\n");
    String olderId = complete(older);
    String newerId = complete(newer);
    assertThat(get(key).extract().asByteArray()).isEqualTo(newer.content(key));
    get("v1/twice/2-res/features/batch-1.jsonl.gz").statusCode(404);
    assertThat(given().get("/s3/" + olderId + "/" + key).asByteArray())
        .isEqualTo(older.content(key));
    String types = new String(get("v1/config/explanation_type.jsonl").extract().asByteArray());
    assertThat(types).contains("\"npexport_newer\"").doesNotContain("\"npexport_older\"");
    Files.delete(root.archive(UUID.fromString(newerId)));
    assertThat(get(key).extract().asByteArray()).isEqualTo(older.content(key));
    given()
        .get("/s3/" + newerId + "?list-type=2")
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchBucket"));
  }

  @Test
  void joinsTheConfigRowsOfAllSources() {
    complete(archive("config-a", "a"));
    complete(archive("config-b", "b"));
    String types = new String(get("v1/config/explanation_type.jsonl").extract().asByteArray());
    assertThat(types.lines())
        .contains("{\"name\":\"npexport_a\"}", "{\"name\":\"npexport_b\"}")
        .isSorted();
  }

  @Test
  void leavesOutADamagedArchive() {
    String damaged = Api.export("{}");
    rows.complete(damaged, new byte[] {1, 2, 3});
    complete("undamaged");
    get("v1/undamaged/2-res/source.jsonl").statusCode(200);
    given()
        .get("/s3")
        .then()
        .statusCode(200)
        .body("ListAllMyBucketsResult.Buckets.Bucket.Name", hasItem("neuronpedia-datasets"))
        .body("ListAllMyBucketsResult.Buckets.Bucket.Name", not(hasItem(damaged)));
    given().get("/s3/").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/s3/bucket", "/s3/bucket/", "/s3/bucket/key", "/s3/bucket/a/b"})
  void canOnlyBeRead(String path) {
    for (String method : new String[] {"PUT", "POST", "PATCH", "DELETE"}) {
      given()
          .body("x")
          .request(method, path)
          .then()
          .statusCode(405)
          .header("Allow", "GET, HEAD")
          .body("Error.Code", equalTo("MethodNotAllowed"));
    }
  }

  @Test
  void saysWhatItDoesNotKnow() {
    given()
        .get(BUCKET + "?versions")
        .then()
        .statusCode(501)
        .body("Error.Code", equalTo("NotImplemented"));
    given()
        .get(BUCKET + "?list-type=2&max-keys=-1")
        .then()
        .statusCode(400)
        .body("Error.Code", equalTo("InvalidArgument"));
  }

  private TreeArchive complete(String model) {
    TreeArchive archive = archive(model, model);
    complete(archive);
    return archive;
  }

  private String complete(TreeArchive archive) {
    String id = Api.export("{}");
    rows.complete(id, archive.zip());
    return id;
  }

  private static TreeArchive archive(String model, String explanationType) {
    TreeArchive archive = TreeArchive.of(model, "2-res", "npexport_" + explanationType);
    for (String folder : new String[] {"features", "activations", "explanations"}) {
      archive.gz("v1/%s/2-res/%s/batch-0.jsonl.gz".formatted(model, folder), "{\"index\":\"0\"}\n");
    }
    return archive;
  }

  private static ValidatableResponse get(String key) {
    return given().get(BUCKET + "/" + key + "?x-id=GetObject").then();
  }
}
