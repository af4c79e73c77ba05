package dev.npexport.api.feature;

import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of a table as large as those of real SAEs. */
@QuarkusTest
@RealParts
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the rows are made once
class FeaturePagesIT {

  private static final int FEATURES = 100_000;

  @Inject Rows rows;
  private String sae;

  @BeforeEach
  void fill() {
    if (sae != null) {
      return;
    }
    sae = Api.sae("paged");
    rows.update("delete from features where sae_id = ?", UUID.fromString(sae));
    rows.update("update saes set d_sae = ? where id = ?", FEATURES, UUID.fromString(sae));
    rows.update(
        """
        insert into features (sae_id, feature_index, label, label_source, activation_frequency,
          activation_count, max_activation, mean_activation, is_dead)
        select ?, f, 'tokens such as ' || md5(f::text), 'file', (f::bigint * 7919 % 100003) / 100003.0,
          f::bigint * 7919 % 100003,
          (f::bigint * 104729 % 99991) / 100.0, 1, false
        from generate_series(0, ? - 1) f
        """,
        UUID.fromString(sae), FEATURES);
    rows.update("analyze features");
  }

  @AfterAll
  void forget() {
    rows.update("delete from saes where id = ?", UUID.fromString(sae));
  }

  @ParameterizedTest
  @CsvSource({
    "sort=-max_activation, max_activation, true",
    "sort=activation_frequency, activation_frequency, false",
    "sort=-activation_count&search=tokens, activation_count, true",
    "sort=label&has_activations=true, label, false"
  })
  void keepTheirOrder(String query, String field, boolean down) {
    List<Comparable<Object>> values =
        given()
            .get(SAES + "/" + sae + "/features?size=200&page=250&" + query)
            .then()
            .statusCode(200)
            .extract()
            .path("items." + field);
    Comparator<Comparable<Object>> order = Comparator.naturalOrder();
    assertThat(values).hasSize(200).isSortedAccordingTo(down ? order.reversed() : order);
  }

  @Test
  void reachTheLastPage() {
    given()
        .get(SAES + "/" + sae + "/features?size=2&page=49999")
        .then()
        .statusCode(200)
        .body("total", equalTo(FEATURES))
        .body("items.feature_index", contains(99_998, 99_999));
  }

  @Test
  void searchesAreFoundWhateverTheirCase() {
    given()
        .queryParam("search", "SUCH AS E4DA3B7FBBCE")
        .get(SAES + "/" + sae + "/features?sort=-max_activation")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("items.feature_index", contains(5));
    for (String nothing : List.of("such%", "such_as", "\\", "no label has this")) {
      given()
          .queryParam("search", nothing)
          .get(SAES + "/" + sae + "/features")
          .then()
          .statusCode(200)
          .body("total", equalTo(0));
    }
  }

  @Test
  void searchesKeepTheirTotalPastTheEnd() {
    given()
        .get(SAES + "/" + sae + "/features?search=tokens&page=5000")
        .then()
        .statusCode(200)
        .body("total", equalTo(FEATURES))
        .body("items", hasSize(0));
  }

  @Test
  void showEveryChangeAtOnce() {
    String features = SAES + "/" + sae + "/features";
    for (int round = 0; round < 3; round++) {
      String label = "tokens edited " + round; // the other tests find it as well
      given()
          .contentType("application/json")
          .body(Map.of("label", label))
          .patch(features + "/70001")
          .then()
          .statusCode(200);
      given()
          .queryParam("search", label)
          .get(features)
          .then()
          .statusCode(200)
          .body("total", equalTo(1))
          .body("items.label", contains(label));
    }
    change("update features set activation_frequency = 1 where feature_index = 17");
    firstBy("-activation_frequency", FEATURES, 17);
    change("update features set mean_activation = feature_index where feature_index < 10000");
    firstBy("-mean_activation", FEATURES, 9_999);
    change("delete from features where feature_index in (9999, 9998)");
    firstBy("-mean_activation", FEATURES - 2, 9_997);
    change(
        """
        insert into features (feature_index, label, mean_activation, sae_id)
        select feature, 'tokens', 0.5, id from saes, generate_series(9998, 9999) feature
        """);
    firstBy("mean_activation", FEATURES, 0, 9_998, 9_999);
  }

  private void change(String sql) {
    String key = sql.startsWith("insert") ? "where id = ?" : " and sae_id = ?";
    rows.update(sql + key, UUID.fromString(sae));
  }

  private void firstBy(String sort, int total, Integer... features) {
    given()
        .queryParam("sort", sort)
        .queryParam("size", features.length)
        .get(SAES + "/" + sae + "/features")
        .then()
        .statusCode(200)
        .body("total", equalTo(total))
        .body("items.feature_index", contains(features));
  }
}
