package dev.npexport.worker.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.worker.failure.TargetException;
import dev.npexport.worker.running.Ending;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.running.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Inserts a tree into a Neuronpedia's PostgreSQL, as its own importer does, but in one transaction:
 * all of the source is there afterwards, or nothing.
 */
final class DatabasePush {

  /** Text of rows that goes in one statement; jsonb can hold 256 MB. */
  private static final int STATEMENT = 8 << 20;

  private final Connection connection;
  private final NeuronpediaTree tree;
  private final RunningWork work;
  private final ObjectMapper json;
  private final Cancellation cancellation;

  DatabasePush(Connection connection, NeuronpediaTree tree, RunningWork work, ObjectMapper json) {
    this.connection = connection;
    this.tree = tree;
    this.work = work;
    this.json = json;
    this.cancellation = new Cancellation(work::cancelled);
  }

  /**
   * Inserts everything; the caller commits.
   *
   * @throws InputException if the source is there already, since its rows would be kept silently
   */
  void run() throws SQLException {
    refuseExistingSource();
    config("explanation_model_type.jsonl", "ExplanationModelType");
    config("explanation_type.jsonl", "ExplanationType");
    metadata("release.jsonl", "SourceRelease");
    metadata("model.jsonl", "Model");
    metadata("sourceset.jsonl", "SourceSet");
    metadata("source.jsonl", "Source");
    for (Map.Entry<String, String> bulk :
        List.of(
            Map.entry("features", "Neuron"),
            Map.entry("activations", "Activation"),
            Map.entry("explanations", "Explanation"))) {
      for (String batch : tree.batches(bulk.getKey())) {
        Rows rows = new Rows(bulk.getValue(), "on conflict do nothing");
        tree.read(batch, rows::add);
        int written = rows.finish();
        if (bulk.getKey().equals("features")) {
          work.featuresDone(written);
        }
      }
    }
  }

  private void refuseExistingSource() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select 1 from \"Source\" where \"modelId\" = ? and id = ?");
        Ending ending = Statements.cancelWith(work, query)) {
      query.setString(1, tree.modelId());
      query.setString(2, tree.sourceId());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new InputException(
              new Problem(
                  ProblemCode.DUPLICATE_ENTRY,
                  "",
                  "source %s of %s".formatted(tree.sourceId(), tree.modelId()),
                  "the Neuronpedia has it already and keeps its rows: delete the source there, or"
                      + " export with another source_set"));
        }
      }
    }
  }

  /** Rows of the config files replace those of their name. */
  private void config(String file, String table) {
    Rows rows = new Rows(table, "on conflict (name) do update set ");
    tree.config(file, rows::add);
    rows.finish();
  }

  private void metadata(String file, String table) {
    Rows rows = new Rows(table, "on conflict do nothing");
    tree.metadata(file, rows::add);
    rows.finish();
  }

  /** Rows of one table that are gathered and inserted together. */
  private final class Rows {

    private final String table;
    private final String conflict;
    private final StringBuilder list = new StringBuilder("[");
    private List<String> columns = List.of();
    private int gathered;
    private int written;

    Rows(String table, String conflict) {
      this.table = table;
      this.conflict = conflict;
    }

    /** A line; all lines of a file have the same keys. */
    void add(String line) {
      cancellation.check();
      if (columns.isEmpty()) {
        columns = keys(line);
      }
      list.append(gathered++ == 0 ? "" : ",").append(line);
      if (list.length() >= STATEMENT) {
        insert();
      }
    }

    int finish() {
      if (gathered > 0) {
        insert();
      }
      return written;
    }

    private void insert() {
      String names =
          columns.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
      String update =
          conflict.endsWith("set ")
              ? columns.stream()
                  .map(name -> "\"%1$s\" = excluded.\"%1$s\"".formatted(name))
                  .collect(Collectors.joining(", "))
              : "";
      String sql =
          "insert into \"%1$s\" (%2$s) select %2$s from jsonb_populate_recordset(null::\"%1$s\", ?::jsonb) %3$s%4$s"
              .formatted(table, names, conflict, update);
      try (PreparedStatement insert = connection.prepareStatement(sql);
          Ending ending = Statements.cancelWith(work, insert)) {
        insert.setString(1, list.append(']').toString());
        written += insert.executeUpdate();
      } catch (SQLException e) {
        throw new TargetException("table %s: %s".formatted(table, e.getMessage()), e);
      }
      list.setLength(1);
      gathered = 0;
    }

    /** Column names go into a statement, so only such as Neuronpedia's are taken. */
    private List<String> keys(String line) {
      try {
        List<String> keys = new ArrayList<>();
        json.readTree(line).fieldNames().forEachRemaining(keys::add);
        if (keys.isEmpty() || keys.stream().anyMatch(key -> !key.matches("[A-Za-z0-9_]+"))) {
          throw new TargetException("table %s: no column names: %s".formatted(table, keys));
        }
        return keys;
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the archive holds a row that is not JSON", e);
      }
    }
  }
}
