package dev.npexport.api.feature;

import dev.npexport.api.paging.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Filters, order and page of the table of features, as SQL.
 *
 * @param searches whether the texts of every row have to be looked through, and no index helps
 */
record FeatureQuery(
    String where, Map<String, Object> bound, boolean searches, String sort, int page, int size) {

  private static final int MAX_TEXT = 200;
  private static final List<String> SORTS =
      List.of(
          "feature_index",
          "label",
          "category",
          "activation_frequency",
          "activation_count",
          "max_activation",
          "mean_activation");

  static FeatureQuery of(UUID sae, UriInfo uri) {
    QueryParameters given = new QueryParameters(uri);
    StringBuilder where = new StringBuilder("sae_id = :sae");
    Map<String, Object> bound = new HashMap<>(Map.of("sae", sae));
    Optional<String> search = given.text("search", MAX_TEXT);
    search.ifPresent(text -> search(text, where, bound));
    given
        .text("category", MAX_TEXT)
        .ifPresent(text -> add(where, bound, " and category = :category", "category", text));
    given
        .share("min_frequency")
        .ifPresent(v -> add(where, bound, " and activation_frequency >= :least", "least", v));
    given
        .share("max_frequency")
        .ifPresent(v -> add(where, bound, " and activation_frequency <= :most", "most", v));
    given
        .choice("has_activations", List.of("true", "false"), Boolean::valueOf)
        .ifPresent(
            has -> where.append(has ? " and activation_count > 0" : " and activation_count = 0"));
    Optional<String> sort =
        given.choice(
            "sort",
            SORTS.stream().flatMap(name -> List.of(name, "-" + name).stream()).toList(),
            text -> text);
    FeatureQuery query =
        new FeatureQuery(
            where.toString(),
            bound,
            search.isPresent(),
            sort.orElse("feature_index"),
            given.page(),
            given.size());
    given.check();
    return query;
  }

  /** Taken from a fixed list, so it is never text of a request that stands in the statement. */
  String orderBy() {
    String direction = sort.startsWith("-") ? "desc" : "asc";
    String column = column();
    return column.equals("feature_index")
        ? " order by feature_index " + direction
        : " order by %s %s nulls last, feature_index".formatted(column, direction);
  }

  /**
   * The column that the order is by. A frequency is a count divided by the same number of tokens
   * for all features, so it has the order of the counts, and an index.
   */
  String column() {
    String field = sort.replaceFirst("^-", "");
    return field.equals("activation_count") ? "activation_frequency" : field;
  }

  /** A number also finds the feature with that index. */
  private static void search(String text, StringBuilder where, Map<String, Object> bound) {
    String index = text.strip();
    if (index.matches("0|[1-9][0-9]{0,8}")) {
      where.append(" and (strpos(search_text, lower(:text)) > 0 or feature_index = :exact)");
      bound.put("exact", Integer.valueOf(index));
    } else {
      where.append(" and strpos(search_text, lower(:text)) > 0");
    }
    bound.put("text", text);
  }

  private static void add(
      StringBuilder where, Map<String, Object> bound, String term, String name, Object value) {
    where.append(term);
    bound.put(name, value);
  }
}
