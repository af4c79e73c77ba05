package dev.npexport.api.export;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.EXPORTS;
import static dev.npexport.api.testing.Api.exportBody;
import static dev.npexport.api.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.JobStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ExportResourceIT {

  @Inject JobStore store;

  @Test
  void computesDashboardsAheadAsAJobOfItsOwnKind() {
    String sae = Api.sae("sae");
    String body =
        """
        {"sae_id": "%s", "config": {"feature_selection": "custom", "feature_ranges": ["0-9"]}}"""
            .formatted(sae);
    String job =
        Api.post("/api/v1/neuronpedia/compute-dashboard-data", body)
            .statusCode(202)
            .header("Location", containsString(EXPORT))
            .body("kind", equalTo("dashboard_data"))
            .body("status", equalTo("pending"))
            .extract()
            .path("id");
    given().get(Api.EXPORTS + "?kind=dashboard_data").then().body("items.id", hasItem(job));
    given().get(Api.EXPORTS).then().body("items.id", not(hasItem(job)));
    given().get(EXPORT + "/" + job + "/download").then().statusCode(409);
    given().post(EXPORT + "/" + job + "/cancel").then().statusCode(200);
    given().delete(EXPORT + "/" + job).then().statusCode(204);
  }

  @Test
  void namesWhatIsNoSelectionOfDashboards() {
    Api.post(
            "/api/v1/neuronpedia/compute-dashboard-data",
            """
            {"sae_id": "%s", "config": {"logit_lens_k": 3}}"""
                .formatted(Api.sae("sae")))
        .statusCode(400)
        .body("code", equalTo("unknown_field"))
        .body("problems[0].where", equalTo("config.logit_lens_k"));
  }

  @Test
  void acceptsAnExportAndShowsItsEffectiveConfig() {
    String sae = Api.sae("sae");
    String location =
        post(EXPORT, exportBody(sae, "{\"logit_lens_k\": 5}"))
            .statusCode(202)
            .body("status", equalTo("pending"))
            .body("sae_id", equalTo(sae))
            .extract()
            .header("Location");
    given()
        .get(location)
        .then()
        .statusCode(200)
        .body("stage", equalTo("planning"))
        .body("progress", equalTo(0.0f))
        .body("attempts", equalTo(1))
        .body("config.logit_lens_k", equalTo(5))
        .body("config.histogram_bins", equalTo(50))
        .body("shards", hasSize(0))
        .body("download_url", equalTo(null));
  }

  @Test
  void takesAnExportWithoutAConfig() {
    post(EXPORT, "{\"sae_id\": \"%s\"}".formatted(Api.sae("sae"))).statusCode(202);
  }

  @Test
  void namesEveryOptionThatIsWrong() {
    post(
            EXPORT,
            exportBody(
                Api.sae("sae"),
                "{\"logit_lens_k\": 101, \"histogram_bins\": \"many\", \"colour\": 1}"))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_option"))
        .body("problems.where", hasItem("logit_lens_k"))
        .body("problems.where", hasItem("histogram_bins"))
        .body("problems.where", hasItem("colour"));
  }

  @Test
  void refusesFeaturesOutsideTheSae() {
    post(
            EXPORT,
            exportBody(
                Api.sae("sae"),
                "{\"feature_selection\": \"custom\", \"feature_indices\": [1, 1024]}"))
        .statusCode(400)
        .body("problems[0].where", equalTo("feature_indices[1]"))
        .body("problems[0].message", containsString("0 to 1023"));
  }

  @Test
  void asksForAModelIdWhereNoneCanBeDerived() {
    String sae = Api.sae("nameless");
    post(EXPORT, exportBody(sae, "{}"))
        .statusCode(400)
        .body("problems[0].where", equalTo("neuronpedia.model_id"));
    post(EXPORT, exportBody(sae, "{\"include_neuronpedia_import\": false}")).statusCode(202);
  }

  @Test
  void answersUnknownSaesAndExports() {
    post(EXPORT, exportBody(UUID.randomUUID().toString(), "{}"))
        .statusCode(404)
        .body("code", equalTo("sae_not_found"));
    post(EXPORT, "{}").statusCode(400).body("code", equalTo("missing_field"));
    for (String id : List.of("nonsense", UUID.randomUUID().toString())) {
      given()
          .get(EXPORT + "/" + id)
          .then()
          .statusCode(404)
          .body("code", equalTo("export_not_found"))
          .body("instance", equalTo(EXPORT + "/" + id));
    }
  }

  @Test
  void makesOneJobOfOneIdempotencyKey() {
    String key = UUID.randomUUID().toString();
    String body = exportBody(Api.sae("sae"), "{\"seed\": 7}");
    String first = keyed(key, body).statusCode(202).extract().path("id");
    keyed(key, body)
        .statusCode(202)
        .header("Idempotent-Replayed", "true")
        .body("id", equalTo(first));
    keyed(key, exportBody(Api.sae("sae"), "{\"seed\": 8}"))
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    keyed("x".repeat(256), body).statusCode(400).body("code", equalTo("invalid_parameter"));
  }

  @Test
  void cancelsOnceAndAgainButNotAfterTheEnd() {
    String id = Api.export("{}");
    post(EXPORT + "/" + id + "/cancel", "")
        .statusCode(200)
        .body("status", equalTo("cancelled"))
        .body("cancelled_by", containsString("127.0.0.1"))
        .body("completed_at", not(equalTo(null)));
    post(EXPORT + "/" + id + "/cancel", "").statusCode(200);
    String failed = failed();
    post(EXPORT + "/" + failed + "/cancel", "")
        .statusCode(409)
        .body("code", equalTo("export_finished"));
  }

  @Test
  void showsWhyAnExportFailedAndRetriesIt() {
    String id = failed();
    given()
        .get(EXPORT + "/" + id)
        .then()
        .body("status", equalTo("failed"))
        .body("error_code", equalTo("not_finite"))
        .body("error_details[0].where", equalTo("tensor W_dec"));
    post(EXPORT + "/" + id + "/retry", "")
        .statusCode(202)
        .header("Location", containsString(id))
        .body("status", equalTo("pending"))
        .body("attempts", equalTo(2))
        .body("error_code", equalTo(null));
    post(EXPORT + "/" + id + "/retry", "")
        .statusCode(409)
        .body("code", equalTo("export_not_retryable"));
  }

  /** As after a failure while the broker was away, when nobody has told it yet. */
  @Test
  void putsTheHistoryOfAFailureAwayBeforeARetryClearsIt() {
    UUID id = UUID.fromString(failed());
    assertThat(store.find(id).orElseThrow().deadAt).isNull();
    post(EXPORT + "/" + id + "/retry", "").statusCode(202);
    assertThat(store.find(id).orElseThrow().deadAt).isNotNull();
  }

  @Test
  void deletesOnlyWhatHasEnded() {
    String id = Api.export("{}");
    given()
        .delete(EXPORT + "/" + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("export_running"));
    store.cancel(UUID.fromString(id), "a test");
    given().delete(EXPORT + "/" + id).then().statusCode(204);
    given().get(EXPORT + "/" + id).then().statusCode(404);
  }

  @Test
  void filtersSortsAndCountsTheHistory() {
    String id = failed();
    given()
        .get(EXPORTS + "?status=failed&sort=-completed_at&size=1")
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(id))
        .body("items[0].sae_name", not(equalTo(null)))
        .body("items[0].config", equalTo(null))
        .body("totals.failed", not(equalTo(0)))
        .body("totals.keySet()", hasSize(6));
    given()
        .get(EXPORTS + "?created_after=2100-01-01T00:00:00Z")
        .then()
        .statusCode(200)
        .body("items", hasSize(0))
        .body("total", equalTo(0));
    given().get(EXPORTS + "?sae_id=" + UUID.randomUUID()).then().body("total", equalTo(0));
  }

  @Test
  void namesEveryWrongQueryParameter() {
    given()
        .get(
            EXPORTS
                + "?stauts=failed&page=-1&size=1000&sort=colour&created_after=yesterday&sae_id=1")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_parameter"))
        .body(
            "problems.where.sort()",
            equalTo(List.of("created_after", "page", "sae_id", "size", "sort", "stauts")));
  }

  private String failed() {
    String id = Api.export("{}");
    String details =
        "[{\"code\":\"not_finite\",\"file\":\"sae/w\",\"where\":\"tensor W_dec\",\"message\":\"NaN\"}]";
    assertThat(store.fail(UUID.fromString(id), 1, new JobError("not_finite", "NaN", details)))
        .isPresent();
    return id;
  }

  private static io.restassured.response.ValidatableResponse keyed(String key, String body) {
    return given()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(EXPORT)
        .then();
  }
}
