package dev.npexport.api.health;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Everything needs the database. */
@Readiness
class DatabaseCheck implements HealthCheck {

  private static final int SECONDS = 3;

  private final AgroalDataSource source;

  @Inject
  DatabaseCheck(AgroalDataSource source) {
    this.source = source;
  }

  @Override
  public HealthCheckResponse call() {
    try (Connection connection = source.getConnection()) {
      return Verdict.of(
          "database",
          connection.isValid(SECONDS) ? Optional.empty() : Optional.of("does not answer"));
    } catch (SQLException e) {
      return Verdict.of("database", Optional.of(e.getMessage()));
    }
  }
}
