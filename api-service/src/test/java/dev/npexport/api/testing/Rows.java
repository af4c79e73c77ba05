package dev.npexport.api.testing;

import dev.npexport.model.path.DataRoot;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/** Brings job rows where a worker would have brought them. */
@ApplicationScoped
public class Rows {

  @Inject AgroalDataSource source;
  @Inject DataRoot root;

  /** Completes a job with this archive. */
  public String complete(String job, byte[] archive) {
    try {
      Path file = root.archive(UUID.fromString(job));
      Files.createDirectories(file.getParent());
      Files.write(file, archive);
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
      update(
          """
          update neuronpedia_export_jobs set status = 'completed', progress = 1, output_path = ?,
            file_size_bytes = ?, sha256 = ?, completed_at = now(), event_seq = event_seq + 1
          where id = ?
          """,
          root.relative(file),
          (long) archive.length,
          sha256,
          UUID.fromString(job));
      return sha256;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Moves a job on without telling anybody. */
  public void compute(String job, double progress, long seq) {
    update(
        """
        update neuronpedia_export_jobs set status = 'computing', current_stage = 'computing',
          progress = ?, event_seq = ?, heartbeat_at = now(), event_at = now() where id = ?
        """,
        progress,
        seq,
        UUID.fromString(job));
  }

  public void update(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
