package dev.npexport.engine.session;

import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.archive.neuronpedia.NameDefaults;
import dev.npexport.engine.dashboard.NeuronpediaRules;
import dev.npexport.engine.fingerprint.FingerprintTaker;
import dev.npexport.engine.fingerprint.SaeId;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.ActivationSources;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.problem.Cancellation;
import java.util.List;
import java.util.Optional;

/** Says what checked inputs are. */
public final class InputDescriber {

  private InputDescriber() {}

  /**
   * Checks the inputs, takes their fingerprints and describes them.
   *
   * @throws dev.npexport.engine.problem.InputException with every problem found
   */
  public static InputFacts describe(OpenInputs inputs) {
    InputChecks.requireToTheLastEntry(inputs);
    SaeConfig sae = inputs.sae().config();
    HookName hook = HookName.of(sae.hookName().orElseThrow());
    String modelName = ModelIdentities.of(inputs).name();
    NameDefaults defaults = NameDefaults.of(sae, hook, modelName);
    int[] ignored =
        ActivationSources.ignoredIds(inputs.cache(), inputs.model().vocabulary().specialIds());
    ActivationSource source =
        ActivationSources.of(inputs.cache(), ignored, inputs.cache().entries());
    Fingerprints fingerprints =
        FingerprintTaker.take(inputs.sae(), inputs.model(), inputs.paths(), Cancellation.NEVER);
    return new InputFacts(
        SaeId.of(fingerprints),
        fingerprints,
        inputs.sae().format(),
        sae.architecture().wire(),
        sae.dIn(),
        inputs.model().unembeddingRows().width(),
        sae.dSae(),
        inputs.model().unembeddingRows().rows(),
        Optional.of(modelName),
        Optional.of(hook.name()),
        Optional.of(hook.point()),
        hook.layer().isPresent() ? Optional.of(hook.layer().getAsInt()) : Optional.empty(),
        defaults.modelId(),
        Optional.of(defaults.sourceSet()).filter(set -> NeuronpediaRules.sourceSet(set).isEmpty()),
        source,
        inputs.cache().entries(),
        inputs.labels().byFeature().values().stream().mapToInt(List::size).sum(),
        InputWarnings.of(inputs, source));
  }
}
