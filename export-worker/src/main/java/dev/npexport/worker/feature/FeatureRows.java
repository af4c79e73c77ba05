package dev.npexport.worker.feature;

import dev.npexport.engine.FeatureRow;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.worker.running.Ending;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.running.Statements;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Writes feature rows by COPY into a temporary table, then in one statement into the table itself.
 * A label that was edited by hand stays.
 */
@ApplicationScoped
class FeatureRows {

  private static final String STAGING =
      "create temporary table feature_rows (like features) on commit drop";

  private static final String COPY =
      """
      copy feature_rows (sae_id, feature_index, label, category, description, label_method,
        label_model, label_score, label_source, label_created_at, activation_frequency,
        activation_count, max_activation, mean_activation, is_dead) from stdin
      """;

  private static final String MERGE =
      """
      insert into features as f select * from feature_rows
      on conflict (sae_id, feature_index) do update set
        activation_frequency = excluded.activation_frequency,
        activation_count = excluded.activation_count,
        max_activation = excluded.max_activation,
        mean_activation = excluded.mean_activation,
        is_dead = excluded.is_dead,
        label = case f.label_source when 'api' then f.label else excluded.label end,
        category = case f.label_source when 'api' then f.category else excluded.category end,
        description =
          case f.label_source when 'api' then f.description else excluded.description end,
        label_method =
          case f.label_source when 'api' then f.label_method else excluded.label_method end,
        label_model =
          case f.label_source when 'api' then f.label_model else excluded.label_model end,
        label_score =
          case f.label_source when 'api' then f.label_score else excluded.label_score end,
        label_created_at =
          case f.label_source when 'api' then f.label_created_at else excluded.label_created_at end,
        label_source =
          case f.label_source when 'api' then f.label_source else excluded.label_source end
      """;

  private final AgroalDataSource dataSource;

  @Inject
  FeatureRows(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Writes the rows of an SAE, all of them or none.
   *
   * @throws dev.npexport.engine.problem.InputException with {@code cancelled} once the work is to
   *     stop while rows are sent
   * @throws IllegalStateException once it is to stop while the database writes or waits for a lock
   */
  @Transactional
  void replace(UUID saeId, List<FeatureRow> table, Instant now, RunningWork work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement mark =
            connection.prepareStatement("update saes set features_at = ? where id = ?");
        Statement statement = connection.createStatement();
        Ending marking = Statements.cancelWith(work, mark);
        Ending merging = Statements.cancelWith(work, statement)) {
      // first, since it locks the SAE: whoever else changes many of its features does the same
      mark.setObject(1, now.atOffset(ZoneOffset.UTC));
      mark.setObject(2, saeId);
      mark.executeUpdate();
      statement.execute(STAGING);
      copy(connection.unwrap(PGConnection.class), saeId, table, work);
      statement.execute(MERGE);
    } catch (SQLException e) {
      throw new IllegalStateException("the features of SAE " + saeId + " cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the features of SAE " + saeId + " cannot be written", e);
    }
  }

  private static void copy(
      PGConnection connection, UUID saeId, List<FeatureRow> table, RunningWork work)
      throws SQLException, IOException {
    String id = saeId.toString();
    Cancellation cancellation = new Cancellation(work::cancelled);
    try (PGCopyOutputStream out = new PGCopyOutputStream(connection, COPY)) {
      for (FeatureRow row : table) {
        cancellation.check();
        out.write(CopyText.line(id, row));
      }
    }
  }
}
