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

  private final Session session;

  @Inject
  FeatureQueries(Session session) {
    this.session = session;
  }

  @Transactional
  Page<FeatureView> page(FeatureQuery query) {
    List<FeatureView> items =
        bind(query.bound(), session.createNativeQuery(sql(query), Tuple.class))
            .setParameter("size", query.size())
            .setParameter("before", query.page() * query.size())
            .getResultList()
            .stream()
            .map(FeatureView::of)
            .toList();
    long total =
        bind(
                query.bound(),
                session.createNativeQuery(
                    "select count(*) from features where " + query.where(), Long.class))
            .getSingleResult();
    return new Page<>(items, query.page(), query.size(), total);
  }

  /**
   * The rows of a page. What is before it is counted in an index where there is one in its order;
   * only the page's own rows are fetched whole.
   */
  static String sql(FeatureQuery query) {
    return """
        select %s from features join
          (select feature_index as chosen from features where %s%s limit :size offset :before) page
          on feature_index = chosen
        where sae_id = :sae%s"""
        .formatted(FeatureView.COLUMNS, query.where(), query.orderBy(), query.orderBy());
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
