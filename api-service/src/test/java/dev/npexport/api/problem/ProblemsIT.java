package dev.npexport.api.problem;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.SAES;
import static dev.npexport.api.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.npexport.api.label.LabelUpload;
import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RawHttp;
import dev.npexport.api.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class ProblemsIT {

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/nothing", "/nothing", "/api/v2/saes", "/api/v1/saes/a/b/c"})
  void answersUnknownPaths(String path) {
    given()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not_found"))
        .body("instance", equalTo(path));
  }

  @Test
  void answersTheWrongMethodWithTheRightOnes() {
    JsonPath document = given().accept(ContentType.JSON).get("/q/openapi").jsonPath();
    Map<String, Map<String, Object>> paths = document.getMap("paths");
    paths.forEach(
        (path, operations) -> {
          Set<String> methods = new TreeSet<>();
          operations.keySet().forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
          if (methods.contains("GET")) {
            methods.add("HEAD");
          }
          given()
              .put(path.replaceAll("\\{[^}]+}", "7"))
              .then()
              .statusCode(405)
              .header("Allow", String.join(", ", methods))
              .contentType("application/problem+json")
              .body("code", equalTo("method_not_allowed"));
        });
  }

  @Test
  void answersTheWrongMediaType() {
    given()
        .contentType(ContentType.TEXT)
        .body("hello")
        .post(SAES)
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("code", equalTo("unsupported_media_type"));
  }

  @Test
  void answersWhatCannotBeAccepted() {
    given()
        .accept("image/png")
        .get(SAES)
        .then()
        .statusCode(406)
        .contentType("application/problem+json")
        .body("code", equalTo("not_acceptable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "null",
        "[]",
        "3",
        "\"x\"",
        "{\"sae_path\": }",
        "{} {}",
        "{\"sae_path\": \"a\",}",
        "{\"sae_path\": \"a\", \"sae_path\": \"b\"}"
      })
  void answersMalformedJson(String body) {
    post(SAES, body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed_json"))
        .body("detail", not(containsString("dev.npexport")))
        .body("detail", not(containsString("com.fasterxml")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"sae_path\": 3}; sae_path",
        "{\"sae_path\": {\"a\": 1}}; sae_path",
        "{\"name\": [1]}; name",
        "{\"labels_path\": true}; labels_path"
      })
  void namesTheFieldOfTheWrongType(String body, String field) {
    post(SAES, body)
        .statusCode(400)
        .body("code", equalTo("invalid_field"))
        .body("problems[0].where", equalTo(field))
        .body("detail", not(containsString("java.")));
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    // Only the head of the request: the answer comes before the body would be read.
    String answer =
        RawHttp.send(
            """
            POST /api/v1/saes HTTP/1.1
            Host: 127.0.0.1
            Content-Type: application/json
            Content-Length: 20000000

            {""");
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("\"body_too_large\"");
  }

  @Test
  void readsABodyInChunks() {
    assertThat(RawHttp.sendChunks("/api/v1/saes", 2 * 0x10000))
        .startsWith("HTTP/1.1 400")
        .contains("\"malformed_json\"");
  }

  /** A body without a length is counted as it comes. */
  @Test
  void refusesABodyInChunksThatIsTooLarge() {
    String answer = RawHttp.sendChunks("/api/v1/saes", 17 * 1024 * 1024);
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("\"body_too_large\"");
  }

  @Test
  void refusesLabelsInChunksThatAreTooLarge() {
    String path = SAES + "/" + Api.sae("sae2") + "/labels";
    assertThat(RawHttp.sendChunks(path, "application/jsonl", LabelUpload.MAX_BYTES + 1))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("at most 67108864 bytes are read");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    post(EXPORT, Api.exportBody("x", deep)).statusCode(400).body("code", notNullValue());
  }

  @Test
  void refusesPagesOfOtherOrigins() {
    String id = Api.export("{}");
    given()
        .header("Origin", "http://evil.example")
        .post(EXPORT + "/" + id + "/cancel")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("cross_origin"));
    given()
        .header("Host", "evil.example")
        .get(SAES)
        .then()
        .statusCode(403)
        .body("code", equalTo("unknown_host"));
    given()
        .header("Host", "localhost:1234")
        .header("Origin", "http://localhost:1234")
        .get(SAES)
        .then()
        .statusCode(200);
  }

  /** Whatever comes, the answer is a refusal with a code: never a 500, never an empty body. */
  @Test
  void answersRandomBodiesWithACode() {
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\"sae_id\"",
      "\"config\"",
      "\"feature_indices\"",
      "null",
      "true",
      "1e999",
      "-0",
      "99999999999999999999",
      "\"\\u0000\"",
      "\"\\ud800\"",
      "\"é\"",
      " ",
      "\"feature_selection\"",
      "\"custom\"",
      "{}",
      "\"neuronpedia\""
    };
    Random random = new Random(42);
    for (int i = 0; i < 100; i++) {
      StringBuilder body = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        body.append(pieces[random.nextInt(pieces.length)]);
      }
      post(EXPORT, body.toString())
          .statusCode(
              org.hamcrest.Matchers.allOf(
                  org.hamcrest.Matchers.greaterThanOrEqualTo(400),
                  org.hamcrest.Matchers.lessThan(500)))
          .contentType("application/problem+json")
          .body("code", notNullValue());
    }
  }

  /** The same with a registered SAE and a well-formed body whose config has random values. */
  @Test
  void answersRandomConfigsWithACodeOrAJob() {
    String sae = Api.sae("fuzzed");
    String[] fields = {
      "feature_selection",
      "feature_indices",
      "feature_ranges",
      "min_activation_frequency",
      "logit_lens_k",
      "include_examples",
      "seed",
      "neuronpedia",
      "definitions",
      "example_window",
      "x"
    };
    String[] values = {
      "0",
      "-1",
      "1.5",
      "1e308",
      "1e999",
      "9223372036854775808",
      "true",
      "null",
      "\"\"",
      "\"all\"",
      "\"\\u0000\"",
      "[]",
      "[1,2]",
      "[-1]",
      "[\"0-99\"]",
      "[\"9-1\"]",
      "[\"0-99999999999\"]",
      "{}",
      "{\"model_id\": \"\"}",
      "{\"urls\": [null]}",
      "[[]]",
      "\"saedashboard\""
    };
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      String config =
          "{\"%s\": %s, \"%s\": %s}"
              .formatted(
                  fields[random.nextInt(fields.length)],
                  values[random.nextInt(values.length)],
                  fields[random.nextInt(fields.length)],
                  values[random.nextInt(values.length)]);
      var answer = post(EXPORT, Api.exportBody(sae, config)).extract();
      if (answer.statusCode() != 202) {
        assertThat(answer.statusCode()).as(config + answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("code")).isNotBlank();
      }
    }
  }
}
