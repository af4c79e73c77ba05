package dev.npexport.engine.session;

import dev.npexport.engine.format.activation.TokenCheck;
import dev.npexport.engine.format.activation.prepare.CacheCheck;
import dev.npexport.engine.format.model.ModelChecks;
import dev.npexport.engine.format.model.SaeModelFit;
import dev.npexport.engine.format.sae.SaeChecks;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;

/** Whether opened inputs are sound and belong together. */
final class InputChecks {

  private InputChecks() {}

  /**
   * Checks everything that does not depend on an export's options and that preparing the
   * activations does not check.
   *
   * @throws dev.npexport.engine.problem.InputException with every problem found, or cancelled
   */
  static void require(OpenInputs inputs, Cancellation cancellation) {
    problems(inputs, cancellation).throwIfAny();
  }

  /** As {@link #require}, and every entry of the activation cache too. */
  static void requireToTheLastEntry(OpenInputs inputs) {
    Problems problems = problems(inputs, Cancellation.NEVER);
    problems
        .attempt(() -> CacheCheck.entryProblems(inputs.cache()))
        .ifPresent(found -> found.forEach(problems::add));
    inputs
        .dense()
        .ifPresent(
            dense ->
                problems.attempt(() -> dense.sums(inputs.cache().prompts(), Cancellation.NEVER)));
    problems.throwIfAny();
  }

  private static Problems problems(OpenInputs inputs, Cancellation cancellation) {
    Problems problems = new Problems();
    if (inputs.sae().config().hookName().isEmpty()) {
      problems.add(
          ProblemCode.MISSING_FIELD,
          inputs.sae().folder(),
          "hook_name",
          "the SAE's config does not say at which hook it was trained; expected a name such as"
              + " blocks.2.hook_resid_post");
    }
    problems.attempt(() -> done(() -> SaeChecks.requireFinite(inputs.sae(), cancellation)));
    problems.attempt(() -> done(() -> ModelChecks.requireFinite(inputs.model(), cancellation)));
    cancellation.check();
    SaeModelFit.check(inputs.sae(), inputs.model()).forEach(problems::add);
    int vocabulary = inputs.model().unembeddingRows().rows();
    problems.attempt(() -> done(() -> TokenCheck.requireInside(inputs.cache(), vocabulary)));
    return problems;
  }

  private static Boolean done(Runnable check) {
    check.run();
    return true;
  }
}
