package dev.npexport.model.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Keeps computed dashboards, one of each feature: that of another computation goes when a newer one
 * is kept.
 */
@ApplicationScoped
public class DashboardStore {

  /** Columns by the names of the parts. */
  private static final Map<String, String> COLUMNS = columns();

  private static final String FIND =
      "select %s from feature_dashboard_data where sae_id = ? and feature_index = ? and computation_key = ?"
          .formatted(String.join(", ", COLUMNS.values()));

  private static final String DROP_OTHERS =
      """
      delete from feature_dashboard_data
      where sae_id = ? and feature_index = any(?) and computation_key <> ?
      """;

  private static final String PUT =
      """
      insert into feature_dashboard_data (sae_id, computation_key, computed_at, feature_index, %s)
      select ?, ?, ?, f, %s
      from unnest(?::int[], %s) as t (f, %s)
      on conflict (sae_id, feature_index, computation_key) do nothing
      """
          .formatted(
              String.join(", ", COLUMNS.values()),
              String.join(", ", COLUMNS.values().stream().map(name -> name + "::jsonb").toList()),
              String.join(", ", COLUMNS.values().stream().map(name -> "?::text[]").toList()),
              String.join(", ", COLUMNS.values()));

  private final Session session;
  private final Clock clock;

  @Inject
  DashboardStore(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  /** The dashboard of a computation, if it was kept. */
  @Transactional
  public Optional<StoredDashboard> find(UUID sae, int feature, String key) {
    return session.doReturningWork(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, sae);
            query.setInt(2, feature);
            query.setString(3, key);
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(new StoredDashboard(feature, parts(row)))
                  : Optional.empty();
            }
          }
        });
  }

  /** Keeps dashboards of one computation. */
  @Transactional
  public void put(UUID sae, String key, List<StoredDashboard> dashboards) {
    session.doWork(connection -> put(connection, sae, key, dashboards));
  }

  private void put(Connection connection, UUID sae, String key, List<StoredDashboard> dashboards)
      throws SQLException {
    Object[] features = dashboards.stream().map(StoredDashboard::feature).toArray();
    try (PreparedStatement drop = connection.prepareStatement(DROP_OTHERS);
        PreparedStatement put = connection.prepareStatement(PUT)) {
      drop.setObject(1, sae);
      drop.setArray(2, connection.createArrayOf("int4", features));
      drop.setString(3, key);
      drop.executeUpdate();
      int next = 1;
      put.setObject(next++, sae);
      put.setString(next++, key);
      put.setObject(next++, clock.instant().atOffset(ZoneOffset.UTC));
      put.setArray(next++, connection.createArrayOf("int4", features));
      for (String part : COLUMNS.keySet()) {
        put.setArray(
            next++,
            connection.createArrayOf(
                "text", dashboards.stream().map(one -> one.parts().get(part)).toArray()));
      }
      put.executeUpdate();
    }
  }

  private static Map<String, String> parts(ResultSet row) throws SQLException {
    Map<String, String> parts = new HashMap<>();
    for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
      String text = row.getString(column.getValue());
      if (text != null) {
        parts.put(column.getKey(), text);
      }
    }
    return parts;
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("statistics", "statistics");
    columns.put("logit_lens", "logit_lens_data");
    columns.put("histogram", "histogram_data");
    columns.put("top_tokens", "top_tokens");
    columns.put("activations", "examples");
    return columns;
  }
}
