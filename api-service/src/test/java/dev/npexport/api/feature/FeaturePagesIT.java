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
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
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
  @Inject DataSource source;
  private String sae;

  @BeforeEach
  void fill() {
    if (sae != null) {
      return;
    }
    sae = Api.sae("paged");
    rows.update("delete from features where sae_id = ?", UUID.fromString(sae));
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
    "feature_index, features_pkey",
    "-feature_index, features_pkey",
    "-max_activation, features_by_max_activation",
    "-activation_frequency, features_by_frequency",
    "activation_frequency, features_by_rareness",
    "-activation_count, features_by_frequency",
    "activation_count, features_by_rareness"
  })
  void areReadFromAnIndexInItsOrder(String sort, String index) throws Exception {
    String plan = plan(new FeatureQuery("sae_id = :sae", Map.of(), false, sort, 20, 50));
    assertThat(plan).contains("Limit").doesNotContain("Seq Scan");
    String chosen = plan.substring(plan.indexOf("Limit")); // the page's own rows are sorted again
    assertThat(chosen).contains(index);
    assertThat(chosen.replace("Incremental Sort", "")).doesNotContain("Sort");
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
  void searchesReadTheTextsOnce() throws Exception {
    String plan =
        plan(
            new FeatureQuery(
                "sae_id = :sae and strpos(search_text, lower('x')) > 0",
                Map.of(),
                true,
                "-mean_activation",
                20,
                50));
    assertThat(plan.split("strpos", -1)).hasSize(2);
  }

  private String plan(FeatureQuery query) throws SQLException {
    String sql =
        "explain "
            + FeatureQueries.sql(query)
                .replace(":sae", "'" + sae + "'")
                .replace(":size", String.valueOf(query.size()))
                .replace(":before", String.valueOf(query.page() * query.size()));
    StringBuilder plan = new StringBuilder();
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var lines = statement.executeQuery(sql)) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }
}
