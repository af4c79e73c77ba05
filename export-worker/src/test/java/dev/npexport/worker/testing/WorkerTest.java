package dev.npexport.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.NewJob;
import dev.npexport.model.job.ShardStore;
import dev.npexport.model.message.Topology;
import dev.npexport.model.path.DataRoot;
import dev.npexport.testkit.PostgresResource;
import dev.npexport.worker.failure.Database;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running worker with a fake engine, a real database and a real broker. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = DataFolderResource.class, restrictToAnnotatedClass = true)
public abstract class WorkerTest {

  protected static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject protected FakeEngine engine;
  @Inject protected JobStore jobs;
  @Inject protected ShardStore shards;
  @Inject protected JobMessages messages;
  @Inject protected Broker broker;
  @Inject protected DataRoot root;
  @Inject protected Database database;
  @Inject protected DataSource dataSource;

  @ConfigProperty(name = "rabbitmq-port")
  protected int brokerPort;

  protected EventLog events;
  protected UUID sae;

  @BeforeEach
  void begin() throws Exception {
    engine.reset();
    events = new EventLog(brokerPort);
    sae = registeredSae();
  }

  @AfterEach
  void end() throws Exception {
    engine.reset();
    events.close();
  }

  private UUID registeredSae() throws SQLException, IOException {
    for (var folder : List.of("sae", "model", "cache")) {
      Files.createDirectories(root.root().resolve(folder));
    }
    var id = UUID.randomUUID();
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into saes (id, name, sae_path, model_path, activations_path, format,
                  architecture, d_in, d_model, d_sae, facts, created_at)
                values (?, 'tiny', 'sae', 'model', 'cache', 'saelens', 'standard', 4, 4, 12,
                  '{"fingerprints": {"sae_weights": "a", "unembedding": "b", "tokenizer": "c",
                    "activation_cache": "d"}}', now())
                """)) {
      insert.setObject(1, id);
      insert.executeUpdate();
    }
    return id;
  }

  protected ExportJob create() {
    return jobs.create(new NewJob(sae, "{}", Optional.empty())).job();
  }

  protected ExportJob start() {
    var job = create();
    messages.job(job);
    return job;
  }

  protected ExportJob row(UUID job) {
    return database.persistently(() -> jobs.find(job)).orElseThrow();
  }

  protected ExportJob await(UUID job, JobStatus status) throws Exception {
    waitUntil(() -> row(job).status.isTerminal() || row(job).status == status);
    var row = row(job);
    assertThat(row.status).as("%s: %s", row.errorCode, row.errorMessage).isEqualTo(status);
    return row;
  }

  /** The events of an ended job, once its terminal event is there. */
  protected List<JsonNode> eventsOfEnded(UUID job) throws Exception {
    waitUntil(() -> events.of(job).stream().anyMatch(WorkerTest::isTerminal));
    return events.of(job);
  }

  /** The history of a failed job, off the queue of the dead. */
  protected JsonNode deadOf(UUID job) throws Exception {
    while (true) {
      waitUntil(() -> events.waiting(Topology.DEAD) > 0);
      var dead = events.take(Topology.DEAD).orElseThrow();
      if (dead.path("job_id").asText().equals(job.toString())) {
        return dead;
      }
    }
  }

  protected static boolean isTerminal(JsonNode event) {
    return List.of("completed", "failed", "cancelled").contains(event.path("type").asText());
  }

  protected void execute(String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  protected static void waitUntil(Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for %s", PATIENCE).isLessThan(end);
      Thread.sleep(25);
    }
  }
}
