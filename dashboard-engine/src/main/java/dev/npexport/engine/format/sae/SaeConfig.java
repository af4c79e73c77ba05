package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What an SAE's configuration says, whatever format it came in.
 *
 * @param dIn width of the input
 * @param dOut width of the decoder rows; {@code dIn} but for transcoders
 * @param foldsDecoderNorm whether decoder rows are scaled to unit length before anything is
 *     computed (by architecture, and for topk by {@code rescale_acts_by_decoder_norm})
 * @param hookName TransformerLens hook that the SAE reads
 * @param hookNameOut hook that it writes to, transcoders only
 * @param modelName as the config names it
 * @param datasetPath of the training data
 * @param statedL0 an L0 that the config or the folder name states
 * @param saelensConfig the complete content of the {@code cfg.json} to write (v6 layout), without
 *     {@code metadata.neuronpedia_id}; a SAELens v6 source keeps its own content
 */
public record SaeConfig(
    Architecture architecture,
    int dIn,
    int dOut,
    int dSae,
    boolean foldsDecoderNorm,
    Optional<String> hookName,
    Optional<String> hookNameOut,
    Optional<String> modelName,
    Optional<String> datasetPath,
    Optional<Double> statedL0,
    ObjectNode saelensConfig) {

  /** The hook whose space the decoder rows live in. */
  public Optional<String> writesTo() {
    return hookNameOut.or(() -> hookName);
  }
}
