package dev.npexport.api.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.label.LabelPatch;
import dev.npexport.api.label.LabelTable;
import dev.npexport.api.label.LabelUpload;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.sae.RegisteredSae;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Changes labels. */
@ApplicationScoped
class LabelService {

  private final SaeRegistry saes;
  private final LabelTable labels;
  private final FeatureQueries features;
  private final DataRoot root;

  @Inject
  LabelService(SaeRegistry saes, LabelTable labels, FeatureQueries features, DataRoot root) {
    this.saes = saes;
    this.labels = labels;
    this.features = features;
    this.root = root;
  }

  @Transactional
  FeatureView edit(String id, String index, JsonNode patch) {
    // the SAE before the feature, as whoever changes many of them: its row says that they changed
    RegisteredSae sae = saes.locked(id);
    int feature = FeatureIndex.parse(index, sae.dSae);
    LabelPatch.apply(patch, feature, labels.locked(sae.id, feature))
        .ifPresentOrElse(
            label -> labels.edit(sae.id, List.of(label)), () -> labels.clear(sae.id, feature));
    return features.one(sae.id, feature);
  }

  /**
   * Sets the labels of a body.
   *
   * @param replace whether every other edit is undone
   */
  @Transactional
  LabelsView load(String id, InputStream body, MediaType type, boolean replace) {
    RegisteredSae sae = saes.locked(id);
    List<Label> given = LabelUpload.read(body, type, sae.dSae);
    int undone = replace ? labels.undoOthers(sae.id, sae.dSae, given, file(sae)) : 0;
    labels.edit(sae.id, given);
    return new LabelsView(given.size(), undone);
  }

  private Labels file(RegisteredSae sae) {
    return Optional.ofNullable(sae.labelsPath)
        .map(path -> LabelReaders.read(root.resolve(path), sae.dSae))
        .orElse(Labels.NONE);
  }
}
