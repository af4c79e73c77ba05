package dev.npexport.api.feature;

import dev.npexport.api.feature.table.FeatureTable;
import dev.npexport.api.feature.table.FeatureTables;
import dev.npexport.api.paging.Page;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Reads the features of an SAE: which are on a page is known in memory, their rows are not. */
@ApplicationScoped
class FeatureQueries {

  private static final String ROWS =
      "select %s from features where sae_id = :sae and feature_index in (:chosen)"
          .formatted(FeatureView.COLUMNS);

  private final Session session;
  private final FeatureTables tables;

  @Inject
  FeatureQueries(Session session, FeatureTables tables) {
    this.session = session;
    this.tables = tables;
  }

  Page<FeatureView> page(RegisteredSae sae, FeatureQuery query) {
    FeatureTable.Found found =
        tables.of(sae).page(query.filter(), query.order(), query.before(), query.size());
    return new Page<>(rows(sae.id, found.indices()), query.page(), query.size(), found.total());
  }

  /** One row, which has to be there. */
  FeatureView one(UUID sae, int feature) {
    return rows(sae, List.of(feature)).getFirst();
  }

  /** The rows of features, in their order. */
  @Transactional
  List<FeatureView> rows(UUID sae, List<Integer> features) {
    if (features.isEmpty()) {
      return List.of();
    }
    Map<Integer, FeatureView> rows =
        session
            .createNativeQuery(ROWS, Tuple.class)
            .setParameter("sae", sae)
            .setParameterList("chosen", features)
            .getResultStream()
            .map(FeatureView::of)
            .collect(Collectors.toMap(FeatureView::featureIndex, Function.identity()));
    return features.stream().map(rows::get).filter(Objects::nonNull).toList();
  }
}
