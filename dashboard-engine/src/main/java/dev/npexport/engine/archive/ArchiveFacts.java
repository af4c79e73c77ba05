package dev.npexport.engine.archive;

import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.SaeConfig;
import java.util.List;

/**
 * What all files of one archive have in common.
 *
 * @param layers number of the model's blocks
 * @param dModel width of the unembedding
 * @param options the effective config, names included
 * @param timestamp the one time in the archive, as it is written everywhere
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
    String timestamp,
    List<String> warnings) {}
