package dev.npexport.engine.dashboard;

import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.dense.DenseSums;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * What dashboards are computed from. The caller opens and closes all of it.
 *
 * @param unmasked as {@code activations}, but with those at ignored tokens: what SAEDashboard
 *     correlates; absent unless its definitions and the Neuronpedia tree are asked for
 * @param dense the activations of the model itself, where they are given and used
 * @param decoder decoder rows in the space of the hook, folded where the architecture allows it
 * @param residual the same rows carried into the residual stream
 * @param decoderNorm length of a decoder row as stored
 * @param unembedding over the vocabulary; absent when the logit lens is off
 * @param neighbours opened by {@link DecoderNeighbours#open}; absent when the Neuronpedia tree is
 *     off
 * @param heads attention heads that a decoder row is made of, for {@code hook_z} only
 */
public record DashboardInputs(
    GroupedActivations activations,
    Optional<GroupedActivations> unmasked,
    Optional<DenseSums> dense,
    RowSource decoder,
    RowSource residual,
    IntToDoubleFunction decoderNorm,
    Optional<Projector> unembedding,
    Optional<Projector> neighbours,
    OptionalInt heads) {

  /** Name of the backend of the logits, or of the neighbours where there are no logits. */
  public Optional<String> backend() {
    return unembedding.or(() -> neighbours).map(Projector::backend);
  }
}
