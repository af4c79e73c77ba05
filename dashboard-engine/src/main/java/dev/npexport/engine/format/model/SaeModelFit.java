package dev.npexport.engine.format.model;

import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Whether an SAE can have been trained on a model. */
public final class SaeModelFit {

  private SaeModelFit() {}

  /**
   * Compares the width of the decoder rows with that of the hook they are written to. A hook that
   * has no map into the residual stream is no problem here: only the logit lens needs one.
   *
   * @return what does not fit, naming both sides; empty if all does
   */
  public static List<Problem> check(Sae sae, LanguageModel model) {
    Optional<String> hook = sae.config().writesTo();
    if (hook.isEmpty() || HookName.of(hook.get()).space() == HookName.Space.OTHER) {
      return List.of();
    }
    int expected;
    try {
      expected = model.hookWidth(hook.get());
    } catch (InputException e) {
      return e.problems();
    }
    int found = sae.decoder().width();
    if (expected == found) {
      return List.of();
    }
    return List.of(
        Problem.of(
            ProblemCode.WIDTH_MISMATCH,
            sae.weightFiles().size() == 1 ? sae.weightFiles().getFirst() : sae.folder(),
            "tensor W_dec",
            "its rows have %d entries, but the model %s has %d at %s"
                .formatted(found, model.unembeddingFile(), expected, hook.get())));
  }
}
