package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.EmbeddedPostgres;
import dev.npexport.standalone.launch.InstanceSettings;
import dev.npexport.standalone.launch.LaunchException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The embedded PostgreSQL, which can be killed, and a look into its tables. */
final class Database {

  private final DataFolder folder;
  private final InstanceSettings settings;
  private EmbeddedPostgres running;

  Database(DataFolder folder, InstanceSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  void start() {
    running = EmbeddedPostgres.start(folder, settings);
  }

  /** {@code kill -9} of the postmaster; returns when its backends have noticed and are gone. */
  void kill() {
    ProcessHandle.of(running.pid())
        .ifPresent(
            postmaster -> {
              List<ProcessHandle> backends = postmaster.descendants().toList();
              postmaster.destroyForcibly();
              postmaster.onExit().join();
              backends.forEach(backend -> backend.onExit().join());
            });
  }

  void stop() {
    if (running != null) {
      running.close();
    }
  }

  int port() {
    return settings.postgresPort();
  }

  /** The rows of a query, each as its columns' texts. */
  List<List<String>> rows(String sql) {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                running.jdbcUrl(), InstanceSettings.USER, settings.postgresPassword());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new LaunchException("the database does not answer: " + e.getMessage(), e);
    }
  }
}
