package dev.npexport.worker.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.push.PushTargets;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.failure.TargetException;
import dev.npexport.worker.running.RunningWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** Sends the tree of a finished archive to a configured Neuronpedia. */
@ApplicationScoped
public class Pusher {

  private final JobStore jobs;
  private final PushTargets targets;
  private final DataRoot root;
  private final ObjectMapper json;
  private final Database database;

  @Inject
  Pusher(JobStore jobs, PushTargets targets, DataRoot root, ObjectMapper json, Database database) {
    this.jobs = jobs;
    this.targets = targets;
    this.root = root;
    this.json = json;
    this.database = database;
  }

  /** Features of the export that a job pushes. */
  public int features(ExportJob job) {
    return export(config(job).exportId()).featureCount;
  }

  /**
   * Does the push of a job. A database gets all of it or nothing; what an import API has done when
   * it fails or is cancelled stays.
   */
  public void push(ExportJob job, RunningWork work) {
    PushConfig config = config(job);
    PushTargets.Target target =
        Optional.ofNullable(targets.byName().get(config.target()))
            .orElseThrow(
                () ->
                    new TargetException(
                        "no target %s is configured at this worker".formatted(config.target())));
    Path archive = root.root().resolve(export(config.exportId()).outputPath);
    try (NeuronpediaTree tree = NeuronpediaTree.open(archive)) {
      switch (target.kind()) {
        case DATABASE -> insert(target, tree, work);
        case IMPORT_API ->
            new ImportApiPush(target.url(), target.secret())
                .run(tree.modelId(), tree.sourceId(), work);
      }
    }
  }

  private void insert(PushTargets.Target target, NeuronpediaTree tree, RunningWork work) {
    Properties login = new Properties();
    target.username().ifPresent(name -> login.setProperty("user", name));
    target.secret().ifPresent(secret -> login.setProperty("password", secret));
    login.setProperty("ApplicationName", "npexport");
    try (Connection connection = DriverManager.getConnection(target.url(), login)) {
      connection.setAutoCommit(false);
      new DatabasePush(connection, tree, work, json).run();
      connection.commit();
    } catch (SQLException e) {
      throw new TargetException("%s: %s".formatted(target.url(), e.getMessage()), e);
    }
  }

  private ExportJob export(UUID id) {
    return database
        .persistently(() -> jobs.find(id))
        .filter(export -> export.status == JobStatus.COMPLETED)
        .orElseThrow(
            () ->
                new InputException(
                    new Problem(
                        ProblemCode.FILE_NOT_FOUND, "", "export " + id, "was removed meanwhile")));
  }

  private PushConfig config(ExportJob job) {
    try {
      JsonNode tree = json.readTree(job.config);
      return new PushConfig(
          UUID.fromString(tree.path("export_id").asText()), tree.path("target").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what is not JSON", e);
    }
  }
}
