package dev.npexport.api.feature;

import dev.npexport.api.feature.table.FeatureFilter;
import dev.npexport.api.feature.table.FeatureOrder;
import dev.npexport.api.paging.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Filters, order and page of the table of features, as a request asks for them. */
record FeatureQuery(FeatureFilter filter, FeatureOrder order, int page, int size) {

  private static final int MAX_TEXT = 200;

  static FeatureQuery of(UriInfo uri) {
    QueryParameters given = new QueryParameters(uri);
    FeatureFilter filter =
        new FeatureFilter(
            given.text("search", MAX_TEXT),
            given.text("category", MAX_TEXT),
            given.share("min_frequency"),
            given.share("max_frequency"),
            given.choice("has_activations", List.of("true", "false"), Boolean::valueOf));
    Optional<FeatureOrder> order = given.choice("sort", FeatureOrder.NAMES, FeatureOrder::parse);
    FeatureQuery query =
        new FeatureQuery(filter, order.orElse(FeatureOrder.BY_INDEX), given.page(), given.size());
    given.check();
    return query;
  }

  /** How many features are before the page. */
  long before() {
    return (long) page * size;
  }
}
