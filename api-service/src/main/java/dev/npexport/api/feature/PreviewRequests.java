package dev.npexport.api.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.label.LabelEdits;
import dev.npexport.model.job.LabelEditStore;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What the engine is asked when a person looks at one feature: the defaults, without an archive.
 */
@ApplicationScoped
class PreviewRequests {

  private static final ExportOptions OPTIONS = ExportOptionsParser.parse(withoutTree());

  private final DataRoot root;
  private final LabelEditStore labels;
  private final ObjectMapper json;

  @Inject
  PreviewRequests(DataRoot root, LabelEditStore labels, ObjectMapper json) {
    this.root = root;
    this.labels = labels;
    this.json = json;
  }

  /** The request for one feature, whose label may have been edited. */
  ExportRequest of(RegisteredSae sae, InputFacts facts, int feature) {
    return new ExportRequest(
        sae.id.toString(),
        sae.name,
        new InputPaths(
            root.resolve(sae.saePath),
            root.resolve(sae.modelPath),
            root.resolve(sae.activationsPath),
            Optional.ofNullable(sae.labelsPath).map(root::resolve)),
        facts.fingerprints(),
        OPTIONS,
        sae.createdAt,
        root.preparedFolder(sae.id),
        edits(sae, feature));
  }

  private LabelEdits edits(RegisteredSae sae, int feature) {
    try {
      return LabelEdits.of(json.readTree(labels.present(sae.id, feature)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database wrote what is not JSON", e);
    }
  }

  /** Neighbours and correlations are of the tree alone, and the dearest part of it. */
  private static ObjectNode withoutTree() {
    return JsonNodeFactory.instance.objectNode().put("include_neuronpedia_import", false);
  }
}
