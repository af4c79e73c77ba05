package dev.npexport.api.feature;

import dev.npexport.api.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Reads the table of features. */
@ApplicationScoped
class FeatureQueries {

  private static final String TOTAL = "total";

  private final Session session;

  @Inject
  FeatureQueries(Session session) {
    this.session = session;
  }

  @Transactional
  Page<FeatureView> page(FeatureQuery query) {
    List<Tuple> rows =
        bind(query.bound(), session.createNativeQuery(sql(query), Tuple.class))
            .setParameter("size", query.size())
            .setParameter("before", query.page() * query.size())
            .getResultList();
    return new Page<>(
        rows.stream().map(FeatureView::of).toList(),
        query.page(),
        query.size(),
        total(query, rows));
  }

  /** Of a search, every found row says it; what is not found at all needs no second look. */
  private long total(FeatureQuery query, List<Tuple> rows) {
    if (query.searches() && !rows.isEmpty()) {
      return rows.getFirst().get(TOTAL, Long.class);
    }
    return query.searches() && query.page() == 0 ? 0 : count(query);
  }

  private long count(FeatureQuery query) {
    return bind(
            query.bound(),
            session.createNativeQuery(
                "select count(*) from features where " + query.where(), Long.class))
        .getSingleResult();
  }

  /** The rows of a page. Only they are fetched whole. */
  static String sql(FeatureQuery query) {
    return query.searches() ? searched(query) : ordered(query);
  }

  /** What is before the page is counted in an index where there is one in its order. */
  private static String ordered(FeatureQuery query) {
    return """
        select %s from features join
          (select feature_index as chosen from features where %s%s limit :size offset :before) page
          on feature_index = chosen
        where sae_id = :sae%s"""
        .formatted(FeatureView.COLUMNS, query.where(), query.orderBy(), query.orderBy());
  }

  /** Every text is looked through, so once for the page and for the total of what is found. */
  private static String searched(FeatureQuery query) {
    String key = query.column().equals("feature_index") ? "" : ", " + query.column();
    return """
        with found as materialized (select feature_index%s from features where %s)
        select %s, (select count(*) from found) as %s from features join
          (select feature_index as chosen from found%s limit :size offset :before) page
          on feature_index = chosen
        where sae_id = :sae%s"""
        .formatted(
            key, query.where(), FeatureView.COLUMNS, TOTAL, query.orderBy(), query.orderBy());
  }

  /** One row, which has to be there. */
  @Transactional
  FeatureView one(UUID sae, int feature) {
    return FeatureView.of(
        bind(
                Map.of("sae", sae, "feature", feature),
                session.createNativeQuery(
                    "select %s from features where sae_id = :sae and feature_index = :feature"
                        .formatted(FeatureView.COLUMNS),
                    Tuple.class))
            .getSingleResult());
  }

  private static <T> NativeQuery<T> bind(Map<String, Object> bound, NativeQuery<T> sql) {
    bound.forEach(sql::setParameter);
    return sql;
  }
}
