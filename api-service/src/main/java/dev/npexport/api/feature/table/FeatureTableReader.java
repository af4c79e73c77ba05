package dev.npexport.api.feature.table;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads the table {@code features}. */
@ApplicationScoped
@Transactional // in which a driver sends rows as they are read, instead of all at once
class FeatureTableReader implements FeatureSource {

  private static final int ROWS_AT_ONCE = 4_000;

  private static final String ALL =
      """
      select feature_index, label, category, description, activation_frequency, activation_count,
        max_activation, mean_activation
      from features where sae_id = ?
      """;

  private static final String SOME = ALL + " and feature_index = any(?)";

  private static final String CHANGES =
      "select feature_index from feature_changes where sae_id = ? and version > ?";

  /** In the order of the code points, whatever order the database is set to. */
  private static final String BY_LABEL =
      """
      select feature_index from features where sae_id = ?
      order by label collate "C" %s nulls last, feature_index
      """;

  private final AgroalDataSource source;

  @Inject
  FeatureTableReader(AgroalDataSource source) {
    this.source = source;
  }

  /** Takes one row after the other. */
  private interface Rows {
    void add(ResultSet row) throws SQLException;
  }

  @Override
  public void all(UUID sae, Consumer<FeatureValues> reader) {
    read(sae, ALL, Optional.empty(), row -> reader.accept(values(row)));
  }

  @Override
  public void some(UUID sae, Collection<Integer> features, Consumer<FeatureValues> reader) {
    read(
        sae,
        SOME,
        Optional.of(features.stream().mapToInt(Integer::intValue).toArray()),
        row -> reader.accept(values(row)));
  }

  @Override
  public Optional<Collection<Integer>> changesSince(UUID sae, long version) {
    Collection<Integer> changes = new TreeSet<>();
    boolean[] all = new boolean[1];
    read(
        sae,
        CHANGES,
        Optional.of(version),
        row -> {
          int feature = row.getInt(1);
          all[0] |= row.wasNull();
          changes.add(feature);
        });
    return all[0] ? Optional.empty() : Optional.of(changes);
  }

  @Override
  public int[] byLabel(UUID sae, boolean down) {
    IntStream.Builder features = IntStream.builder();
    String sql = BY_LABEL.formatted(down ? "desc" : "asc");
    read(sae, sql, Optional.empty(), row -> features.add(row.getInt(1)));
    return features.build().toArray();
  }

  @Override
  public BitSet containing(UUID sae, String text) {
    BitSet found = new BitSet();
    all(
        sae,
        values -> {
          String own = values.searched();
          if (own != null && own.contains(text)) {
            found.set(values.feature());
          }
        });
    return found;
  }

  private static FeatureValues values(ResultSet row) throws SQLException {
    return new FeatureValues(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        number(row, 5),
        number(row, 6),
        number(row, 7),
        number(row, 8));
  }

  private static double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private void read(UUID sae, String sql, Optional<Object> parameter, Rows rows) {
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setFetchSize(ROWS_AT_ONCE);
      query.setObject(1, sae);
      if (parameter.isPresent()) {
        query.setObject(2, parameter.get());
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(row);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the features of SAE " + sae + " cannot be read", e);
    }
  }
}
