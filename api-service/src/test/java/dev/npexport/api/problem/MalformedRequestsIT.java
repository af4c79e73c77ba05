package dev.npexport.api.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests that are always wrong, at every operation that the OpenAPI document has: each is refused
 * with a 4xx and a code.
 */
@QuarkusTest
@RealParts
class MalformedRequestsIT {

  private static final long SEED = 20_260_301;
  private static final int ROUNDS = 25;

  private final Random random = new Random(SEED);
  private final Malformed malformed = new Malformed(random);

  @Test
  void areRefusedWithACode() throws Exception {
    JsonNode document =
        new ObjectMapper()
            .readTree(
                given().accept("application/json").get("/q/openapi").then().extract().asString());
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
        if (path.getKey().startsWith("/api/")) {
          for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
            ask(document, path.getKey(), operation.getKey(), operation.getValue());
          }
        }
      }
    }
  }

  /** Wrong by its body where it has one, else by the id in its path, else by its query. */
  private void ask(JsonNode document, String template, String method, JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    String path = template;
    while (path.contains("{")) {
      path = path.replaceFirst("\\{[^}]+}", malformed.id());
    }
    RequestSpecification request = given().urlEncodingEnabled(false);
    String sent = "";
    if (!content.isMissingNode()) {
      Map.Entry<String, JsonNode> type = content.properties().iterator().next();
      byte[] body = malformed.body(schema(document, type.getValue().path("schema")));
      sent = new String(Arrays.copyOf(body, Math.min(body.length, 200)));
      request.contentType(random.nextInt(10) == 0 ? "text/plain" : type.getKey()).body(body);
    } else if (path.equals(template)) {
      if (!operation.has("parameters")) {
        return; // it takes nothing that could be wrong
      }
      path += malformed.query();
    }
    Response answer = request.request(method.toUpperCase(java.util.Locale.ROOT), path);
    String what = "%s %s %s -> %s".formatted(method, path, sent, answer.asString());
    assertThat(answer.statusCode()).as(what).isBetween(400, 499);
    if (!method.equals("head")) {
      assertThat(answer.contentType()).as(what).isEqualTo("application/problem+json");
      assertThat(answer.<String>path("code")).as(what).isNotBlank();
    }
  }

  private static JsonNode schema(JsonNode document, JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }
}
