package dev.npexport.worker.testing;

import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

/** A database with Neuronpedia's tables, configured as the target {@code neuronpedia}. */
public final class NeuronpediaResource implements QuarkusTestResourceLifecycleManager {

  /** Its name on the server of the tests. */
  public static final String DATABASE = "neuronpedia";

  @Override
  public Map<String, String> start() {
    var server = PostgresResource.server();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      // the server outlives a test class, and another may have had one
      statement.execute("drop database if exists " + DATABASE + " with (force)");
      statement.execute("create database " + DATABASE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    try (var tables = NeuronpediaResource.class.getResourceAsStream("/neuronpedia.sql");
        var connection = server.getDatabase("postgres", DATABASE).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "npexport.targets.neuronpedia.kind", "database",
        "npexport.targets.neuronpedia.url", server.getJdbcUrl("postgres", DATABASE),
        "npexport.targets.neuronpedia.username", "postgres");
  }

  @Override
  public void stop() {
    // the database goes with the server
  }
}
