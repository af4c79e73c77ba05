package dev.npexport.engine;

import dev.npexport.engine.format.activation.ActivationSource;
import java.util.List;
import java.util.Optional;

/**
 * What the inputs are, after a look at all of them.
 *
 * @param saeId name-based UUID (version 5) of the fingerprints
 * @param dModel width of the unembedding
 * @param hookPoint {@code hookName} without {@code blocks.{L}.}
 * @param layer first whole-number part of the hook name
 * @param neuronpediaModelId default Neuronpedia model id, absent if none can be derived
 * @param sourceSet default source set
 * @param nonzeros stored activations, as an estimate of work
 * @param warnings sentences for a person
 */
public record InputFacts(
    String saeId,
    Fingerprints fingerprints,
    String format,
    String architecture,
    int dIn,
    int dModel,
    int dSae,
    int vocabulary,
    Optional<String> modelName,
    Optional<String> hookName,
    Optional<String> hookPoint,
    Optional<Integer> layer,
    Optional<String> neuronpediaModelId,
    Optional<String> sourceSet,
    ActivationSource activations,
    long nonzeros,
    int labelCount,
    List<String> warnings) {}
