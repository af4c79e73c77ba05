package dev.npexport.api.label;

import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The labels in the table of features: from the labels file, or edited here, which comes before it
 * until the edit is undone.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class LabelTable {

  private static final String ROWS =
      """
      unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[],
        ?::timestamptz[])
        as t (feature_index, label, category, description, method, model, score, created_at)
      """;

  private static final String FEATURES =
      """
      insert into features (sae_id, feature_index) select ?, generate_series(0, ? - 1)
      on conflict do nothing
      """;

  private static final String FROM_FILE =
      """
      update features f set label = t.label, category = t.category, description = t.description,
        label_method = t.method, label_model = t.model, label_score = t.score,
        label_created_at = t.created_at,
        label_source = case when t.feature_index is null then null else 'file' end
      from features g left join
      """
          + ROWS
          + """
          on t.feature_index = g.feature_index
          where g.sae_id = ? and f.sae_id = g.sae_id and f.feature_index = g.feature_index
            and f.label_source is distinct from 'api'
            and (f.label_source is not null or t.feature_index is not null)
          """;

  private static final String EDIT =
      """
      insert into features (label_source, sae_id, feature_index, label, category, description,
        label_method, label_model, label_score, label_created_at)
      select 'api', ?, t.* from
      """
          + ROWS
          + """
          on conflict (sae_id, feature_index) do update set label = excluded.label,
            category = excluded.category, description = excluded.description,
            label_method = excluded.label_method, label_model = excluded.label_model,
            label_score = excluded.label_score, label_created_at = excluded.label_created_at,
            label_source = 'api'
          """;

  private static final String CURRENT =
      """
      select label, category, description, label_method, label_model, label_score,
        to_char(label_created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      from features where sae_id = ? and feature_index = ?
      """;

  private static final String UNDO =
      """
      update features set label_source = 'file'
      where sae_id = ? and label_source = 'api' and feature_index <> all(?)
      """;

  /** A statement's arrays are held in memory several times over on their way. */
  private static final int ROWS_AT_ONCE = 1_000;

  private final AgroalDataSource source;

  @Inject
  LabelTable(AgroalDataSource source) {
    this.source = source;
  }

  /**
   * Makes a row for every feature that has none, and gives those that were not edited the labels of
   * a file: of several for a feature, the first.
   */
  public void fill(UUID sae, int dSae, Labels file) {
    try (Connection connection = source.getConnection();
        PreparedStatement features = connection.prepareStatement(FEATURES);
        PreparedStatement labels = connection.prepareStatement(FROM_FILE)) {
      features.setObject(1, sae);
      features.setInt(2, dSae);
      features.executeUpdate();
      List<Label> first =
          file.byFeature().keySet().stream().flatMap(index -> file.first(index).stream()).toList();
      int next = bind(connection, labels, 1, first);
      labels.setObject(next, sae);
      labels.executeUpdate();
    } catch (SQLException e) {
      throw new LabelTableException(sae, e);
    }
  }

  /** The label of a feature, if it has one. */
  @Transactional
  public Optional<Label> get(UUID sae, int feature) {
    return read(CURRENT, sae, feature)
        .filter(label -> label.label().isPresent() || label.description().isPresent());
  }

  /** What the row of a feature says, which stays locked until the transaction ends. */
  public Optional<Label> locked(UUID sae, int feature) {
    return read(CURRENT + " for update", sae, feature);
  }

  private Optional<Label> read(String sql, UUID sae, int feature) {
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, sae);
      query.setInt(2, feature);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(label(feature, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LabelTableException(sae, e);
    }
  }

  /** Sets labels; each replaces everything that is there of its feature. */
  public void edit(UUID sae, List<Label> labels) {
    try (Connection connection = source.getConnection();
        PreparedStatement edit = connection.prepareStatement(EDIT)) {
      edit.setObject(1, sae);
      for (int from = 0; from < labels.size(); from += ROWS_AT_ONCE) {
        int to = Math.min(from + ROWS_AT_ONCE, labels.size());
        bind(connection, edit, 2, labels.subList(from, to));
        edit.executeUpdate();
      }
    } catch (SQLException e) {
      throw new LabelTableException(sae, e);
    }
  }

  /** Clears a label, also against the labels file. */
  public void clear(UUID sae, int feature) {
    edit(
        sae,
        List.of(
            new Label(
                feature,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  /**
   * Undoes every edit but those of some features: what the file says is there again.
   *
   * @return how many edits were undone
   */
  public int undoOthers(UUID sae, int dSae, Collection<Label> kept, Labels file) {
    int undone;
    try (Connection connection = source.getConnection();
        PreparedStatement undo = connection.prepareStatement(UNDO)) {
      undo.setObject(1, sae);
      undo.setArray(
          2, connection.createArrayOf("int4", kept.stream().map(Label::featureIndex).toArray()));
      undone = undo.executeUpdate();
    } catch (SQLException e) {
      throw new LabelTableException(sae, e);
    }
    fill(sae, dSae, file);
    return undone;
  }

  /** Binds the eight arrays of {@link #ROWS} and gives the number of the next parameter. */
  private static int bind(
      Connection connection, PreparedStatement statement, int from, Collection<Label> labels)
      throws SQLException {
    int next = from;
    next = array(connection, statement, next, "int4", labels.stream().map(Label::featureIndex));
    next = array(connection, statement, next, "text", texts(labels, Label::label));
    next = array(connection, statement, next, "text", texts(labels, Label::category));
    next = array(connection, statement, next, "text", texts(labels, Label::description));
    next = array(connection, statement, next, "text", texts(labels, Label::method));
    next = array(connection, statement, next, "text", texts(labels, Label::model));
    next =
        array(
            connection,
            statement,
            next,
            "float8",
            labels.stream().map(label -> label.score().orElse(null)));
    return array(connection, statement, next, "text", texts(labels, Label::createdAt));
  }

  private static Stream<String> texts(
      Collection<Label> labels, Function<Label, Optional<String>> field) {
    return labels.stream()
        .map(label -> field.apply(label).map(text -> text.replace("\0", "")).orElse(null));
  }

  private static int array(
      Connection connection, PreparedStatement statement, int index, String type, Stream<?> values)
      throws SQLException {
    statement.setArray(index, connection.createArrayOf(type, values.toArray()));
    return index + 1;
  }

  private static Label label(int feature, ResultSet row) throws SQLException {
    double score = row.getDouble(6);
    Optional<Double> given = row.wasNull() ? Optional.empty() : Optional.of(score);
    return new Label(
        feature,
        Optional.ofNullable(row.getString(1)),
        Optional.ofNullable(row.getString(2)),
        Optional.ofNullable(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        given,
        Optional.ofNullable(row.getString(7)));
  }
}
