package dev.npexport.engine.archive;

import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.SaeConfig;
import java.time.Instant;
import java.util.List;

/**
 * What all files of one archive have in common.
 *
 * @param layers number of the model's blocks
 * @param dModel width of the unembedding
 * @param options the effective config, names included
 * @param created the one time in the archive
 * @param warnings sentences for a person
 */
public record ArchiveFacts(
    String saeId,
    String saeName,
    SaeConfig sae,
    HookName hook,
    ModelIdentity model,
    int layers,
    int dModel,
    NeuronpediaNames names,
    ExportOptions options,
    ActivationSource activations,
    Fingerprints fingerprints,
    Instant created,
    List<String> warnings) {

  /** The creation time as it is written everywhere. */
  public String timestamp() {
    return Texts.timestamp(created);
  }
}
