package dev.npexport.engine.session;

import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.ModelIdentity;
import dev.npexport.engine.archive.neuronpedia.NameDefaults;
import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts together what is the same for every shard and the archive of one export. */
public final class ExportFacts {

  private ExportFacts() {}

  /**
   * Resolves names and checks that the inputs can serve every option.
   *
   * @throws dev.npexport.engine.problem.InputException with every problem found
   */
  public static ArchiveFacts of(ExportRequest request, PreparedInputs prepared) {
    OpenInputs inputs = prepared.inputs();
    SaeConfig sae = inputs.sae().config();
    HookName hook = HookName.of(sae.hookName().orElseThrow());
    ModelIdentity model = ModelIdentities.of(inputs);
    ExportOptions options = request.options();
    Problems problems = new Problems();
    Optional<NeuronpediaNames> names =
        problems.attempt(
            () ->
                NeuronpediaNames.resolve(
                    options.neuronpedia(), NameDefaults.of(sae, hook, model.name())));
    if (options.includeLogitLens()) {
      problems.attempt(() -> Lens.rows(inputs.model(), options.logitLensNorm()));
      problems.attempt(
          () -> inputs.model().toResidual(prepared.decoder(), sae.writesTo().orElseThrow()));
    }
    if (options.includeNeuronpediaImport()) {
      problems.attempt(() -> heads(inputs));
    }
    problems.throwIfAny();
    return new ArchiveFacts(
        request.saeId(),
        request.saeName(),
        sae,
        hook,
        model,
        inputs.model().layers(),
        inputs.model().unembeddingRows().width(),
        names.orElseThrow(),
        options.withNeuronpedia(names.orElseThrow().asOptions()),
        prepared.activations().source(),
        request.fingerprints(),
        Texts.timestamp(request.created()),
        InputWarnings.of(inputs, prepared.activations().source()));
  }

  /**
   * The attention heads that a decoder row is made of, for an SAE that writes to {@code hook_z}.
   *
   * @throws InputException if the model does not say how many, or the row cannot be cut so
   */
  static OptionalInt heads(OpenInputs inputs) {
    HookName hook = HookName.of(inputs.sae().config().writesTo().orElseThrow());
    if (hook.space() != HookName.Space.HEADS) {
      return OptionalInt.empty();
    }
    OptionalInt heads = inputs.model().heads(hook.layer().orElse(0));
    int width = inputs.sae().decoder().width();
    if (heads.isEmpty() || width % heads.getAsInt() != 0) {
      throw new InputException(
          ProblemCode.MISSING_FIELD,
          inputs.model().folder(),
          "config.json",
          "expected a number of attention heads that divides the SAE's width %d at %s, found %s"
              .formatted(width, hook.name(), heads.isEmpty() ? "none" : "" + heads.getAsInt()));
    }
    return heads;
  }
}
