package dev.npexport.api.openapi;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.EXPORTS;
import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service really answers is what the OpenAPI document says that it answers. */
@QuarkusTest
@RealParts
class AnswersIT {

  private static final String COMPUTE = "/api/v1/neuronpedia/compute-dashboard-data";

  @Inject Rows rows;
  private final Set<String> asked = new TreeSet<>();
  private Described described;

  @BeforeEach
  void read() throws Exception {
    described =
        new Described(
            given().accept("application/json").get("/q/openapi").then().extract().asString());
  }

  @Test
  void areDescribed() throws Exception {
    String sae = saes();
    features(SAES + "/" + sae);
    String job = exports(sae);
    ends(job);
    send("DELETE", SAES + "/" + sae, "", 204);
    errors();
    assertThat(asked).as("operations that were asked").containsAll(operations());
  }

  private String saes() throws Exception {
    String registration =
        """
        {"name": "answers", "sae_path": "labelled", "model_path": "model",
         "activations_path": "cache", "labels_path": "labels.jsonl"}""";
    String sae = send("POST", SAES, registration, 201).path("id");
    send("POST", SAES, registration, 200);
    send("GET", SAES, "", 200);
    send("GET", SAES + "/" + sae, "", 200);
    send("GET", "/api/v1/files?prefix=", "", 200);
    return sae;
  }

  private void features(String sae) throws Exception {
    send("GET", sae + "/features?size=5", "", 200);
    send("PATCH", sae + "/features/3", "{\"label\": \"whales\", \"score\": 0.5}", 200);
    send("PATCH", sae + "/features/3", "{\"colour\": \"red\"}", 400);
    send("GET", sae + "/features/9999/dashboard", "", 404);
    check(
        "POST",
        sae + "/labels",
        given()
            .contentType("text/csv")
            .body("feature_index,label\n5,ships\n".getBytes(StandardCharsets.UTF_8))
            .post(sae + "/labels"),
        200);
    check(
        "POST",
        sae + "/labels",
        given()
            .contentType("application/jsonl")
            .body("{\"feature_index\": 5}\n".getBytes(StandardCharsets.UTF_8))
            .post(sae + "/labels"),
        400);
  }

  private String exports(String sae) throws Exception {
    send("POST", EXPORT + "/estimate", Api.exportBody(sae, "{}"), 200);
    String job = send("POST", EXPORT, Api.exportBody(sae, "{\"logit_lens_k\": 3}"), 202).path("id");
    send("GET", EXPORT + "/" + job, "", 200);
    send("GET", EXPORT + "/" + job + "/download", "", 409);
    send("DELETE", EXPORT + "/" + job, "", 409);
    send("DELETE", SAES + "/" + sae, "", 409);
    send("GET", EXPORTS + "?size=5", "", 200);
    send("POST", EXPORT + "/" + job + "/cancel", "", 200);
    send("POST", EXPORT + "/" + job + "/retry", "", 202);
    send("POST", EXPORT + "/" + job + "/retry", "", 409);
    String ahead = send("POST", COMPUTE, Api.exportBody(sae, "{}"), 202).path("id");
    send("POST", EXPORT + "/" + ahead + "/cancel", "", 200);
    return job;
  }

  private void ends(String job) throws Exception {
    rows.complete(job, "an archive".getBytes(StandardCharsets.UTF_8));
    String download = EXPORT + "/" + job + "/download";
    send("GET", EXPORT + "/" + job, "", 200);
    check("GET", download, given().get(download), 200);
    check("GET", download, given().header("Range", "bytes=0-3").get(download), 206);
    check("GET", download, given().header("Range", "bytes=99-").get(download), 416);
    check("HEAD", download, given().head(download), 200);
    send("POST", EXPORT + "/" + job + "/cancel", "", 409);
    send("GET", "/api/v1/neuronpedia/targets", "", 200);
    send("POST", EXPORT + "/" + job + "/push", "{\"target\": \"nowhere\"}", 400);
    String push =
        send("POST", EXPORT + "/" + job + "/push", "{\"target\": \"test\"}", 202).path("id");
    send("GET", EXPORT + "/" + push, "", 200);
    send("POST", EXPORT + "/" + push + "/cancel", "", 200);
    send("DELETE", EXPORT + "/" + job, "", 204);
    send("GET", EXPORT + "/" + job, "", 404);
  }

  private void errors() throws Exception {
    send("POST", SAES, "{", 400);
    send("POST", SAES, "{\"sae_path\": 3}", 400);
    send("POST", SAES, Api.registration("bad"), 422);
    send("GET", SAES + "?size=1000&colour=red", "", 400);
    send("GET", SAES + "/" + UUID.randomUUID(), "", 404);
    send("GET", SAES + "/" + UUID.randomUUID() + "/features", "", 404);
    send("POST", EXPORT, "{}", 400);
    send("POST", EXPORT, Api.exportBody(Api.sae("sae2"), "{\"logit_lens_k\": 0}"), 400);
    check("POST", SAES, given().contentType("text/plain").body("x").post(SAES), 415);
    check("GET", SAES, given().accept("image/png").get(SAES), 406);
    check("GET", SAES, given().header("Origin", "http://evil.example").get(SAES), 403);
  }

  private Response send(String method, String path, String body, int status) throws Exception {
    RequestSpecification request = given();
    if (!body.isEmpty()) {
      request.contentType("application/json").body(body);
    }
    return check(method, path, request.request(method, path), status);
  }

  private Response check(String method, String path, Response answer, int status) throws Exception {
    String body = method.equals("HEAD") ? "" : answer.asString();
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, body).isEqualTo(status);
    String plain = path.replaceFirst("\\?.*", "");
    assertThat(described.differences(method, plain, status, answer.contentType(), body))
        .as("%s %s %d: %s", method, path, status, body)
        .isEmpty();
    asked.add(described.operation(method, plain));
    return answer;
  }

  private Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : described.document().path("paths").properties()) {
      // signing in and links are asked where there is something to sign in to
      if (!path.getKey().matches("/api/v1/(session|links)")) {
        path.getValue()
            .forEach(operation -> operations.add(operation.path("operationId").asText()));
      }
    }
    operations.remove("");
    return operations;
  }
}
