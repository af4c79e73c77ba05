package dev.npexport.api.feature;

import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class LabelResourceIT {

  private String sae;

  @BeforeEach
  void register() {
    sae =
        Api.post(
                SAES,
                """
                {"sae_path": "labelled", "model_path": "model", "activations_path": "cache",
                 "labels_path": "labels.jsonl"}""")
            .extract()
            .path("id");
  }

  @AfterEach
  void forget() {
    given().delete(SAES + "/" + sae).then().statusCode(204);
  }

  @Test
  void listsEveryFeatureWithTheFilesLabelsFromRegistrationOn() {
    list("?size=5")
        .body("total", equalTo(1024))
        .body("items[3].label", equalTo("from the file"))
        .body("items[3].category", equalTo("Kept"))
        .body("items[3].method", equalTo("guess"))
        .body("items[3].label_source", equalTo("file"))
        .body("items[4].description", equalTo("described only"))
        .body("items[4].score", equalTo(0.25f))
        .body("items[0]", not(hasKey("label_source")))
        .body("items[0]", not(hasKey("activation_count")));
    list("?search=from the").body("items.feature_index", equalTo(List.of(3)));
  }

  @Test
  void changesTheNamedFieldsOfOneLabel() {
    patch("3", "{\"label\": \"whales\", \"score\": 0.5}")
        .statusCode(200)
        .body("feature_index", equalTo(3))
        .body("label", equalTo("whales"))
        .body("category", equalTo("Kept"))
        .body("score", equalTo(0.5f))
        .body("label_source", equalTo("api"));
    patch("3", "{\"category\": null, \"method\": \"\"}")
        .statusCode(200)
        .body("label", equalTo("whales"))
        .body("$", not(hasKey("category")))
        .body("$", not(hasKey("method")));
    patch("1000", "{\"description\": \"years\"}").statusCode(200);
    list("?search=years").body("items.feature_index", equalTo(List.of(1000)));
  }

  @Test
  void takesAMergePatch() {
    given()
        .contentType("application/merge-patch+json")
        .body("{\"label\": \"whales\"}")
        .patch(SAES + "/" + sae + "/features/3")
        .then()
        .statusCode(200)
        .body("label", equalTo("whales"));
  }

  @Test
  void clearsALabelAltogetherWithItsTexts() {
    patch("3", "{\"label\": null}")
        .statusCode(200)
        .body("$", not(hasKey("label")))
        .body("$", not(hasKey("category")))
        .body("label_source", equalTo("api"));
  }

  @Test
  void keepsAnEditWhenTheSaeIsRegisteredAgain() {
    patch("3", "{\"label\": \"whales\"}").statusCode(200);
    Api.post(
            SAES,
            """
            {"sae_path": "labelled", "model_path": "model", "activations_path": "cache"}""")
        .statusCode(200);
    list("?size=5")
        .body("items[3].label", equalTo("whales"))
        .body("items[4]", not(hasKey("description")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"lable\": \"x\"}; unknown_field; lable",
        "{\"label\": 3}; invalid_field; label",
        "{\"label\": \"\\u0000\"}; invalid_field; label",
        "{\"label\": \"\\ud800\"}; invalid_field; label",
        "{\"score\": \"0.5\"}; invalid_field; score",
        "{\"score\": 1e999}; invalid_field; score",
        "[]; malformed_json; ''",
        "{\"label\": \"a\", \"label\": \"b\"}; malformed_json; 'line 1, column 23'"
      })
  void namesWhatIsWrongWithAChange(String body, String code, String field) {
    patch("3", body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("problems[0].where", equalTo(field));
  }

  @Test
  void refusesALabelThatSaysNothing() {
    patch("0", "{\"category\": \"Animal\"}")
        .statusCode(400)
        .body("problems[0].where", equalTo("label"));
  }

  @Test
  void namesEveryFieldThatIsTooLong() {
    patch(
            "3",
            "{\"label\": \"%s\", \"method\": \"%s\"}".formatted("x".repeat(1001), "y".repeat(201)))
        .statusCode(400)
        .body("problems.where", equalTo(List.of("label", "method")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024", "-1", "x"})
  void namesAFeatureThatIsNotThere(String index) {
    patch(index, "{\"label\": \"x\"}").statusCode(404).body("code", equalTo("feature_not_found"));
  }

  @Test
  void loadsJsonLines() {
    load(
            "application/jsonl",
            "",
            """
            {"feature_index": 7, "label": "years", "method": "human", "score": 0.8, "created_at": "2026-01-31T12:00:00+02:00"}

            {"feature_index": 3, "description": "déjà vu 🐋"}
            """)
        .statusCode(200)
        .body("labelled", equalTo(2))
        .body("undone", equalTo(0));
    list("?size=8")
        .body("items[7].label", equalTo("years"))
        .body("items[7].method", equalTo("human"))
        .body("items[3].description", equalTo("déjà vu 🐋"))
        .body("items[3]", not(hasKey("label")))
        .body("items[4].label_source", equalTo("file"));
  }

  @Test
  void loadsCsvAndUndoesOtherEditsWhenItReplaces() {
    patch("3", "{\"label\": \"whales\"}").statusCode(200);
    patch("5", "{\"label\": \"ships\"}").statusCode(200);
    load("text/csv", "?replace=true", "label,feature_index\n\"a, b\",9\n")
        .statusCode(200)
        .body("labelled", equalTo(1))
        .body("undone", equalTo(2));
    list("?size=10")
        .body("items[9].label", equalTo("a, b"))
        .body("items[3].label", equalTo("from the file"))
        .body("items[3].label_source", equalTo("file"))
        .body("items[5]", not(hasKey("label_source")));
    load("text/csv", "?replace=true", "")
        .statusCode(200)
        .body("labelled", equalTo(0))
        .body("undone", equalTo(1));
  }

  /** More than other bodies may hold, and more rows than go to the database at once. */
  @Test
  void loadsManyMegabytes() {
    StringBuilder body = new StringBuilder();
    for (int feature = 0; feature < 1024; feature++) {
      body.append("{\"feature_index\": %d, \"description\": \"".formatted(feature))
          .append("whale ".repeat(3_000))
          .append("\"}\n");
    }
    load("application/jsonl", "", body.toString()).statusCode(200).body("labelled", equalTo(1024));
    list("?size=1&page=1023").body("items[0].label_source", equalTo("api"));
  }

  @Test
  void namesEveryProblemByItsLineAndTakesNothing() {
    load(
            "application/x-ndjson",
            "",
            """
            {"feature_index": 7, "label": "years"}
            {"feature_index": 1024, "label": "too far"}
            {"feature_index": 7, "label": "again"}
            {"feature_index": 8, "score": 1}
            {"feature_index": 9, "label": "x", "colour": "red"}
            {"feature_index": 10, "label": "\\u0000"}
            """)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_label"))
        .body("problems", hasSize(5))
        .body(
            "problems.code",
            hasItems("unknown_feature", "duplicate_entry", "missing_field", "invalid_field"))
        .body("problems[1].message", containsString("as line 1 does"))
        .body("problems[4].where", equalTo("line 6 field label"))
        .body("problems.file", equalTo(List.of("", "", "", "", "")));
    list("?search=years").body("total", equalTo(0));
  }

  @Test
  void refusesOtherMediaTypesAndParameters() {
    load("application/json", "", "[]")
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"))
        .body("detail", containsString("application/jsonl"));
    load("text/csv", "?replace=yes&mode=x", "")
        .statusCode(400)
        .body("problems.where", equalTo(List.of("replace", "mode")));
  }

  private ValidatableResponse patch(String index, String json) {
    return given()
        .contentType(ContentType.JSON)
        .body(json)
        .patch(SAES + "/" + sae + "/features/" + index)
        .then();
  }

  private ValidatableResponse load(String type, String query, String body) {
    return given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(type)
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(SAES + "/" + sae + "/labels" + query)
        .then();
  }

  private ValidatableResponse list(String query) {
    return given().get(SAES + "/" + sae + "/features" + query).then().statusCode(200);
  }
}
