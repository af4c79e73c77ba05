package dev.npexport.api.feature;

import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class FeatureResourceIT {

  @Inject Rows rows;
  private String sae;

  @BeforeEach
  void fill() {
    sae = Api.sae("browsed");
    rows.update("delete from features where sae_id = ?", UUID.fromString(sae));
    for (int feature = 0; feature < 5; feature++) {
      rows.update(
          """
          insert into features (sae_id, feature_index, label, category, activation_frequency,
            activation_count, max_activation, mean_activation, is_dead)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          UUID.fromString(sae),
          feature,
          feature == 0 ? null : "100%_" + feature + " Whales",
          feature < 3 ? "Animal" : "Number",
          feature / 100.0,
          (long) feature,
          (float) feature,
          feature / 2.0,
          feature == 0);
    }
  }

  @Test
  void listsFeaturesByIndex() {
    list("?size=2&page=1")
        .statusCode(200)
        .body("items.feature_index", contains(2, 3))
        .body("items[0].label", equalTo("100%_2 Whales"))
        .body("items[0].activation_frequency", equalTo(0.02f))
        .body("items[0].is_dead", equalTo(false))
        .body("total", equalTo(5));
  }

  @Test
  void searchesWithoutRegardToCaseOrWildcards() {
    list("?search=whales").body("total", equalTo(4));
    list("?search=100%25_2").body("items.feature_index", contains(2));
    list("?search=%25%25").body("total", equalTo(0));
    list("?search=0").body("items[0].feature_index", equalTo(0));
  }

  @Test
  void filtersAndSorts() {
    list("?category=Animal&has_activations=true&sort=-max_activation")
        .body("items.feature_index", contains(2, 1));
    list("?min_frequency=0.02&max_frequency=0.03").body("items.feature_index", contains(2, 3));
    list("?has_activations=false").body("items", hasSize(1));
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    list("?min_frequency=2&sort=colour&limit=3&has_activations=yes")
        .statusCode(400)
        .body("problems", hasSize(4));
    given()
        .get(SAES + "/" + UUID.randomUUID() + "/features")
        .then()
        .statusCode(404)
        .body("code", equalTo("sae_not_found"));
  }

  private ValidatableResponse list(String query) {
    return given().urlEncodingEnabled(false).get(SAES + "/" + sae + "/features" + query).then();
  }
}
