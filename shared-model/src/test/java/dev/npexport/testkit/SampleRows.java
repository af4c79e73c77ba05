package dev.npexport.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows that tests need before they can begin. */
public final class SampleRows {

  private SampleRows() {}

  /** A registered SAE with nothing behind it. */
  public static UUID sae(DataSource dataSource) {
    UUID id = UUID.randomUUID();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into saes (id, name, sae_path, model_path, activations_path, format, architecture,
                                  d_in, d_model, d_sae, facts, created_at)
                values (?, 'sample', 'sae', 'model', 'cache', 'saelens', 'standard', 4, 4, 8, '{}', now())
                """)) {
      insert.setObject(1, id);
      insert.executeUpdate();
      return id;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
