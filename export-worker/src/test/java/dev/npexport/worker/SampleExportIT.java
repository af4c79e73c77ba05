package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.InputPaths;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.NewJob;
import dev.npexport.model.path.DataRoot;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.PostgresResource;
import dev.npexport.worker.testing.NeuronpediaResource;
import dev.npexport.worker.testing.SampleInputResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = NeuronpediaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SampleInputResource.class, restrictToAnnotatedClass = true)
class SampleExportIT {

  @Inject ExportEngine engine;
  @Inject JobStore jobs;
  @Inject JobMessages messages;
  @Inject DataRoot root;
  @Inject DataSource dataSource;

  @Test
  void exportsTheSampleTwiceWithTheSameBytes() throws Exception {
    var sae = register();
    var first = export(sae);
    var second = export(sae);
    assertThat(first.sha256).isEqualTo(second.sha256);
    assertThat(first.featureCount).isEqualTo(1024);
    try (var archive = new ZipFile(root.root().resolve(first.outputPath).toFile())) {
      assertThat(archive.getEntry("metadata.json")).isNotNull();
      assertThat(archive.getEntry("features/1023.json")).isNotNull();
    }
    assertThat(root.workFolder(first.id)).doesNotExist();
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*), sum(activation_count), count(label), count(*) filter (where is_dead)"
                    + " from features where sae_id = ?")) {
      query.setObject(1, sae);
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(1024);
      assertThat(row.getLong(2)).isGreaterThan(500_000);
      assertThat(row.getInt(3)).isBetween(1, 1024);
      assertThat(row.getInt(4)).isLessThan(1024);
    }
  }

  @Test
  void exportsEditedLabelsInsteadOfTheFiles() throws Exception {
    var sae = register();
    export(sae); // fills the features in
    edit(sae, 3, "edited whales");
    edit(sae, 4, null);
    try {
      var job = export(sae);
      try (var archive = new ZipFile(root.root().resolve(job.outputPath).toFile())) {
        var json = new ObjectMapper();
        var three = json.readTree(archive.getInputStream(archive.getEntry("features/3.json")));
        assertThat(three.path("label").asText()).isEqualTo("edited whales");
        var four = json.readTree(archive.getInputStream(archive.getEntry("features/4.json")));
        assertThat(four.has("label")).isFalse();
        var explanations =
            json.readTree(
                archive.getInputStream(archive.getEntry("explanations/explanations.json")));
        assertThat(explanations.findValuesAsText("feature_index"))
            .contains("3")
            .doesNotContain("4");
        assertThat(explanations.toString()).contains("edited whales");
      }
    } finally {
      update("update features set label_source = 'file' where sae_id = ?", sae);
      update("update saes set features_at = null where id = ?", sae);
    }
  }

  @Test
  void pushesAFinishedExportIntoANeuronpediasDatabaseOnce() throws Exception {
    var sae = register();
    var export = export(sae);
    var config = "{\"export_id\": \"%s\", \"target\": \"neuronpedia\"}".formatted(export.id);
    var push = run(new NewJob(JobKind.PUSH, sae, config, Optional.empty()));
    assertThat(push.status).as(push.errorMessage).isEqualTo(JobStatus.COMPLETED);
    assertThat(push.featuresDone).isEqualTo(1024);
    assertThat(root.root().resolve(export.outputPath)).exists();
    try (var connection =
            PostgresResource.server()
                .getDatabase("postgres", NeuronpediaResource.DATABASE)
                .getConnection();
        var counts =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select (select count(*) from "Neuron"), (select count(*) from "Activation"),
                      (select count(*) from "Explanation"), (select count(*) from "Source"),
                      (select array_length(tokens, 1) = array_length("values", 1) from "Activation" limit 1)
                    """)) {
      assertThat(counts.next()).isTrue();
      assertThat(counts.getInt(1)).isEqualTo(1024);
      assertThat(counts.getInt(2)).isGreaterThan(10_000);
      assertThat(counts.getInt(3)).isGreaterThan(100);
      assertThat(counts.getInt(4)).isOne();
      assertThat(counts.getBoolean(5)).isTrue();
    }
    var again = run(new NewJob(JobKind.PUSH, sae, config, Optional.empty()));
    assertThat(again.status).isEqualTo(JobStatus.FAILED);
    assertThat(again.errorCode).isEqualTo("duplicate_entry");
  }

  @Test
  void computesDashboardsAheadIntoTheDatabase() throws Exception {
    var sae = register();
    var config =
        "{\"feature_selection\": \"custom\", \"feature_ranges\": [\"0-39\"],"
            + " \"include_explanations\": false, \"include_neuronpedia_import\": false}";
    var job = run(new NewJob(JobKind.DASHBOARD_DATA, sae, config, Optional.empty()));
    assertThat(job.status).as(job.errorMessage).isEqualTo(JobStatus.COMPLETED);
    assertThat(job.outputPath).isNull();
    assertThat(job.featuresDone).isEqualTo(40);
    assertThat(root.workFolder(job.id)).doesNotExist();
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*), count(distinct computation_key),"
                    + " count(*) filter (where logit_lens_data -> 'top_positive' is not null)"
                    + " from feature_dashboard_data where sae_id = ?"
                    + " and statistics -> 'is_dead' is not null")) {
      query.setObject(1, sae);
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(40);
      assertThat(row.getInt(2)).isOne();
      assertThat(row.getInt(3)).isEqualTo(40);
    }
  }

  private void edit(UUID sae, int feature, String label) throws Exception {
    update(
        "update features set label = ?, category = null, label_source = 'api' where feature_index = ?"
            + " and sae_id = ?",
        label,
        feature,
        sae);
  }

  private void update(String sql, Object... values) throws Exception {
    try (var connection = dataSource.getConnection();
        var update = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    }
  }

  @Test
  void refusesAnExportOfInputsThatChanged() throws Exception {
    var sae = register();
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update saes set facts = jsonb_set(facts, '{fingerprints,sae_weights}', '\"00\"')"
                    + " where id = ?")) {
      update.setObject(1, sae);
      update.executeUpdate();
    }
    var job = run(sae);
    assertThat(job.status).isEqualTo(JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("input_changed");
  }

  private ExportJob export(UUID sae) throws Exception {
    var job = run(sae);
    assertThat(job.status)
        .as("%s: %s", job.errorCode, job.errorMessage)
        .isEqualTo(JobStatus.COMPLETED);
    assertThat(job.fileSizeBytes).isEqualTo(Files.size(root.root().resolve(job.outputPath)));
    return job;
  }

  private ExportJob run(UUID sae) throws Exception {
    return run(new NewJob(sae, "{}", Optional.empty()));
  }

  private ExportJob run(NewJob created) throws Exception {
    var job = jobs.create(created).job();
    messages.job(job);
    var end = System.nanoTime() + 180_000_000_000L;
    while (!jobs.find(job.id).orElseThrow().status.isTerminal()) {
      assertThat(System.nanoTime()).as("export took too long").isLessThan(end);
      Thread.sleep(50);
    }
    return jobs.find(job.id).orElseThrow();
  }

  private UUID register() throws Exception {
    var sample = SampleInputResource.SAMPLE;
    var paths =
        Map.of(
            "sae", sample.resolve("sae"),
            "model", sample.resolve("model"),
            "activations", sample.resolve("activations/delphi"),
            "labels", sample.resolve("labels.jsonl"));
    var facts =
        engine.describe(
            new InputPaths(
                paths.get("sae"),
                paths.get("model"),
                paths.get("activations"),
                Optional.of(paths.get("labels"))));
    var json =
        new ObjectMapper()
            .findAndRegisterModules()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .writeValueAsString(Map.of("fingerprints", facts.fingerprints()));
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into saes (id, name, sae_path, model_path, activations_path, labels_path, format,
                  architecture, d_in, d_model, d_sae, facts, created_at)
                values (?, 'sample', ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), now())
                on conflict (id) do update set facts = excluded.facts
                """)) {
      var id = UUID.fromString(facts.saeId());
      insert.setObject(1, id);
      insert.setString(2, paths.get("sae").toString());
      insert.setString(3, paths.get("model").toString());
      insert.setString(4, paths.get("activations").toString());
      insert.setString(5, paths.get("labels").toString());
      insert.setString(6, facts.format());
      insert.setString(7, facts.architecture());
      insert.setInt(8, facts.dIn());
      insert.setInt(9, facts.dModel());
      insert.setInt(10, facts.dSae());
      insert.setString(11, json);
      insert.executeUpdate();
      return id;
    }
  }
}
