package dev.npexport.api.feature;

import static dev.npexport.api.testing.Api.SAES;
import static dev.npexport.api.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.testing.RealEngine;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.model.path.DataRoot;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dashboards of the shipped sample, computed by the engine when they are asked for. */
@QuarkusTest
@RealParts
@TestProfile(RealEngine.class)
class DashboardResourceIT {

  private static final Path SAMPLE = Path.of("../samples/small");

  @Inject DataRoot root;
  @Inject Rows rows;
  private String sae;

  @BeforeEach
  void register() throws IOException {
    Path folder = Files.createTempDirectory(root.root(), "dashboards");
    for (String part : new String[] {"sae", "model"}) {
      Files.createDirectory(folder.resolve(part));
      try (var files = Files.list(SAMPLE.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    Files.copy(
        SAMPLE.resolve("activations/columnar.safetensors"), folder.resolve("cache.safetensors"));
    Files.copy(SAMPLE.resolve("labels.jsonl"), folder.resolve("labels.jsonl"));
    var name = folder.getFileName();
    sae =
        post(
                SAES,
                """
                {"sae_path": "%1$s/sae", "model_path": "%1$s/model",
                 "activations_path": "%1$s/cache.safetensors", "labels_path": "%1$s/labels.jsonl"}
                """
                    .formatted(name))
            .extract()
            .path("id");
  }

  /** Other tests register the same sample and want to be the first. */
  @AfterEach
  void forget() {
    given().delete(SAES + "/" + sae).then().statusCode(204);
  }

  @Test
  void showsWhatAnExportWouldWrite() {
    given()
        .get(SAES + "/" + sae + "/features/3/dashboard")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("feature_index", equalTo(3))
        .body("statistics.is_dead", equalTo(false))
        .body("logit_lens.top_positive", hasSize(20))
        .body("histogram.counts", hasSize(50))
        .body("activations[0].group", equalTo("top"));
  }

  /** Changed in the database, so that a computed one would differ. */
  @Test
  void showsAKeptDashboardUntilTheInputsAreOthers() {
    String path = SAES + "/" + sae + "/features/3/dashboard";
    String computed = given().get(path).then().statusCode(200).extract().asString();
    String kept = given().get(path).then().statusCode(200).extract().asString();
    assertThat(tree(kept)).isEqualTo(tree(computed));
    rows.update(
        "update feature_dashboard_data set top_tokens = '[]' where sae_id = ? and feature_index = 3",
        UUID.fromString(sae));
    given().get(path).then().body("top_tokens", hasSize(0));
    rows.update(
        "update feature_dashboard_data set computation_key = 'other' where sae_id = ?",
        UUID.fromString(sae));
    assertThat(tree(given().get(path).then().extract().asString())).isEqualTo(tree(computed));
  }

  @Test
  void showsTheLabelOfNow() {
    String path = SAES + "/" + sae + "/features/3";
    given()
        .get(path + "/dashboard")
        .then()
        .body("category", notNullValue())
        .body("statistics.interpretability_score", notNullValue());
    given()
        .contentType("application/json")
        .body("{\"label\": \"whales\", \"score\": 0.5}")
        .patch(path)
        .then()
        .statusCode(200);
    given()
        .get(path + "/dashboard")
        .then()
        .body("label", equalTo("whales"))
        .body("statistics.interpretability_score", equalTo(0.5f));
    given()
        .contentType("application/json")
        .body("{\"label\": null, \"description\": null}")
        .patch(path)
        .then()
        .statusCode(200);
    given()
        .get(path + "/dashboard")
        .then()
        .body("$", not(hasKey("label")))
        .body("statistics", not(hasKey("interpretability_score")));
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void namesAFeatureThatIsNotThere() {
    for (String index : new String[] {"1024", "-1", "seven", "99999999999999999999"}) {
      given()
          .get(SAES + "/" + sae + "/features/" + index + "/dashboard")
          .then()
          .statusCode(404)
          .body("code", equalTo("feature_not_found"));
    }
    given()
        .get(SAES + "/" + UUID.randomUUID() + "/features/0/dashboard")
        .then()
        .statusCode(404)
        .body("code", equalTo("sae_not_found"));
  }
}
