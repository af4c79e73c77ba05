package dev.npexport.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.NewJob;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.PostgresResource;
import dev.npexport.worker.running.RunningWorks;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.NeuronpediaResource;
import dev.npexport.worker.testing.WorkerTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled push into a Neuronpedia's database stops, whatever it waits for there. */
@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = NeuronpediaResource.class, restrictToAnnotatedClass = true)
class PushCancellationIT extends WorkerTest {

  private static final String USER = "clkht01d40000jv08hvalcvly";
  private static final List<String> TABLES =
      List.of("SourceRelease", "Model", "SourceSet", "Source", "Neuron");

  private static final Map<String, String> TREE =
      Map.of(
          "release.jsonl",
          """
          {"name": "r", "description": "d", "creatorName": "c", "creatorId": "%s"}""",
          "model.jsonl",
          """
          {"id": "m", "creatorId": "%s", "layers": 3, "neuronsPerLayer": 4, "owner": "o", "updatedAt": "2026-01-01T00:00:00Z"}""",
          "sourceset.jsonl",
          """
          {"modelId": "m", "name": "res", "description": "d", "creatorName": "c", "creatorId": "%s"}""",
          "source.jsonl",
          """
          {"id": "2-res", "modelId": "m", "setName": "res", "creatorId": "%s"}""",
          "features/batch-0.jsonl.gz",
          """
          {"modelId": "m", "layer": "2-res", "index": "0", "creatorId": "%s"}""");

  @Inject RunningWorks works;

  @BeforeEach
  void emptyTables() throws SQLException {
    try (var connection = neuronpedia();
        var statement = connection.createStatement()) {
      statement.execute("truncate \"" + String.join("\", \"", TABLES) + "\" cascade");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Source", "Model", "Neuron"})
  void waitsNoLongerForATableThatSomebodyElseHasLockedAndLeavesNothingThere(String table)
      throws Exception {
    var export = await(start().id, JobStatus.COMPLETED);
    writeTree(root.root().resolve(export.outputPath));
    try (var other = neuronpedia()) {
      other.setAutoCommit(false);
      try (var lock = other.createStatement()) {
        lock.execute("lock table \"" + table + "\" in access exclusive mode");
      }
      var push = push(export.id);
      waitUntil(() -> sessionsOfThePush("and wait_event_type = 'Lock'") == 1);
      cancel(push);
      waitUntil(() -> works.count() == 0);
      waitUntil(() -> sessionsOfThePush("") == 0);
      assertThat(row(push.id).status).isEqualTo(JobStatus.CANCELLED);
      other.rollback();
    }
    for (String name : TABLES) {
      assertThat(rowsOf(name)).as(name).isZero();
    }
    await(push(export.id).id, JobStatus.COMPLETED);
    assertThat(rowsOf("Neuron")).isOne();
  }

  private void cancel(ExportJob push) {
    jobs.cancel(push.id, "somebody").orElseThrow();
    broker.control(push.id);
  }

  private ExportJob push(UUID export) {
    var config =
        "{\"export_id\": \"%s\", \"target\": \"%s\"}"
            .formatted(export, NeuronpediaResource.DATABASE);
    var job = jobs.create(new NewJob(JobKind.PUSH, sae, config, Optional.empty())).job();
    messages.job(job);
    return job;
  }

  private static void writeTree(Path archive) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (var file : TREE.entrySet()) {
        zip.putNextEntry(new ZipEntry("neuronpedia/v1/m/2-res/" + file.getKey()));
        var line = (file.getValue().formatted(USER) + "\n").getBytes(UTF_8);
        zip.write(file.getKey().endsWith(".gz") ? compressed(line) : line);
        zip.closeEntry();
      }
    }
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Connection neuronpedia() throws SQLException {
    return PostgresResource.server()
        .getDatabase("postgres", NeuronpediaResource.DATABASE)
        .getConnection();
  }

  private static long sessionsOfThePush(String also) throws SQLException {
    return count(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and application_name = 'npexport' "
            + also);
  }

  private static long rowsOf(String table) throws SQLException {
    return count("select count(*) from \"" + table + "\"");
  }

  private static long count(String sql) throws SQLException {
    try (var connection = neuronpedia();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
