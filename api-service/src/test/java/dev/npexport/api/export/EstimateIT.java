package dev.npexport.api.export;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.exportBody;
import static dev.npexport.api.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class EstimateIT {

  private static final String ESTIMATE = EXPORT + "/estimate";

  @Inject Rows rows;

  @Test
  void isNearTheSampleExport() {
    Number size =
        post(ESTIMATE, exportBody(Api.sae("estimated"), "{}"))
            .statusCode(200)
            .body("feature_count", equalTo(1024))
            .body("feature_count_exact", equalTo(true))
            .extract()
            .path("size_bytes");
    assertThat(size.longValue()).isBetween(30_000_000L, 50_000_000L); // measured: 36.2 MB
  }

  /** Whatever ended elsewhere in these tests, an own export comes before it. */
  @Test
  void goesByThePaceOfTheLastExport() {
    String sae = Api.sae("estimated3");
    post(ESTIMATE, exportBody(sae, "{}"))
        .body("pace", anyOf(equalTo("assumed"), equalTo("another_sae")))
        .body("seconds", greaterThan(0f));
    String job = post(EXPORT, exportBody(sae, "{\"seed\": 77}")).extract().path("id");
    rows.complete(job, new byte[] {1});
    rows.update(
        "update neuronpedia_export_jobs set started_at = completed_at - interval '40 seconds',"
            + " feature_count = 1024 where id = ?",
        UUID.fromString(job));
    post(ESTIMATE, exportBody(sae, "{}"))
        .body("pace", equalTo("this_sae"))
        .body("seconds", equalTo(40f));
    post(ESTIMATE, exportBody(sae, "{\"include_examples\": false}")).body("seconds", lessThan(30f));
  }

  @Test
  void countsWhatTheConfigSelects() {
    String sae = Api.sae("estimated2");
    post(
            ESTIMATE,
            exportBody(
                sae,
                "{\"feature_selection\": \"custom\", \"feature_ranges\": [\"0-9\"],"
                    + " \"feature_indices\": [5, 100]}"))
        .body("feature_count", equalTo(11));
    String extracted = exportBody(sae, "{\"feature_selection\": \"extracted\"}");
    post(ESTIMATE, extracted)
        .body("feature_count", equalTo(1024))
        .body("feature_count_exact", equalTo(false));
    UUID id = UUID.fromString(sae);
    for (int feature = 0; feature < 4; feature++) {
      rows.update(
          """
          insert into features (sae_id, feature_index, activation_frequency, activation_count)
          values (?, ?, ?, ?)
          on conflict (sae_id, feature_index) do update set
            activation_frequency = excluded.activation_frequency,
            activation_count = excluded.activation_count
          """,
          id,
          feature,
          feature / 100.0,
          (long) feature);
    }
    rows.update("update saes set features_at = now() where id = ?", id);
    post(ESTIMATE, extracted)
        .body("feature_count", equalTo(3))
        .body("feature_count_exact", equalTo(true));
    post(ESTIMATE, exportBody(sae, "{\"max_activation_frequency\": 0.01}"))
        .body("feature_count", equalTo(2));
  }

  @Test
  void refusesWhatAnExportWouldRefuse() {
    post(ESTIMATE, exportBody(Api.sae("sae"), "{\"logit_lens_k\": 0}"))
        .statusCode(400)
        .body("code", equalTo("invalid_option"));
    post(ESTIMATE, exportBody(UUID.randomUUID().toString(), "{}")).statusCode(404);
  }
}
