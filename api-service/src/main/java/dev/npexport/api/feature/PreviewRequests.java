package dev.npexport.api.feature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.archive.feature.DashboardKey;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.sae.RegisteredSae;
import dev.npexport.model.sae.SaeFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What the engine is asked when a person looks at one feature: the defaults, without an archive.
 */
@ApplicationScoped
class PreviewRequests {

  private static final ExportOptions OPTIONS = ExportOptionsParser.parse(computedOnly());

  private final DataRoot root;

  @Inject
  PreviewRequests(DataRoot root) {
    this.root = root;
  }

  /** Names the computation of {@link #of}. */
  String key(InputFacts facts) {
    return DashboardKey.of(facts.fingerprints(), OPTIONS);
  }

  ExportRequest of(RegisteredSae sae, InputFacts facts) {
    SaeFiles files = SaeFiles.of(sae, root);
    return new ExportRequest(
        sae.id.toString(),
        sae.name,
        new InputPaths(
            files.sae(),
            files.model(),
            files.activations(),
            files.labels(),
            files.denseActivations()),
        facts.fingerprints(),
        OPTIONS,
        sae.createdAt,
        root.preparedFolder(sae.id));
  }

  /**
   * Labels are added to what is computed, and neighbours and correlations are of the tree alone,
   * and the dearest part of it.
   */
  private static ObjectNode computedOnly() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("include_explanations", false)
        .put("include_neuronpedia_import", false);
  }
}
