package dev.npexport.api.feature;

import dev.npexport.api.label.LabelTable;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.archive.feature.DashboardParts;
import dev.npexport.engine.problem.InputException;
import dev.npexport.model.dashboard.DashboardStore;
import dev.npexport.model.dashboard.StoredDashboard;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Dashboards of single features: kept ones, or computed now and kept. */
@ApplicationScoped
class Dashboards {

  private final SaeRegistry saes;
  private final ExportEngine engine;
  private final PreviewRequests requests;
  private final DashboardStore store;
  private final LabelTable labels;

  @Inject
  Dashboards(
      SaeRegistry saes,
      ExportEngine engine,
      PreviewRequests requests,
      DashboardStore store,
      LabelTable labels) {
    this.saes = saes;
    this.engine = engine;
    this.requests = requests;
    this.store = store;
    this.labels = labels;
  }

  /** The dashboard with the label of now, as JSON in UTF-8. */
  byte[] of(RegisteredSae sae, int feature) {
    InputFacts facts = saes.facts(sae);
    String key = requests.key(facts);
    Map<String, String> parts =
        store
            .find(sae.id, feature, key)
            .map(StoredDashboard::parts)
            .orElseGet(() -> compute(sae, facts, feature, key));
    return DashboardParts.join(feature, labels.get(sae.id, feature), parts);
  }

  private Map<String, String> compute(
      RegisteredSae sae, InputFacts facts, int feature, String key) {
    try {
      Map<String, String> parts =
          DashboardParts.of(engine.dashboard(requests.of(sae, facts), feature));
      store.put(sae.id, key, List.of(new StoredDashboard(feature, parts)));
      return parts;
    } catch (InputException e) {
      throw new ApiException(
          ErrorCode.INVALID_INPUT, e.problems().stream().map(ProblemItem::of).toList());
    }
  }
}
