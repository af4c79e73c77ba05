package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptions.FeatureSelection;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.plan.Batches;
import dev.npexport.engine.plan.FeatureSelector;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.Problems;
import java.util.Optional;

/** Refuses what can be known to fail before a job is made of it. */
final class ExportChecks {

  private ExportChecks() {}

  /** The options of a request; wrong ones are a 400 with every problem. */
  static ExportOptions options(JsonNode config, InputFacts facts) {
    try {
      ExportOptions options =
          ExportOptionsParser.parse(
              Optional.ofNullable(config).orElseGet(MissingNode::getInstance));
      checkAgainst(facts, options);
      return options;
    } catch (InputException e) {
      throw new ApiException(
          ErrorCode.INVALID_OPTION, e.problems().stream().map(ProblemItem::of).toList());
    }
  }

  /** Features that are selected; for selections by activation the most that there can be. */
  static int mostFeatures(ExportOptions options, InputFacts facts) {
    return options.featureSelection() == FeatureSelection.CUSTOM
        ? FeatureSelector.named(options, facts.dSae()).length
        : facts.dSae();
  }

  private static void checkAgainst(InputFacts facts, ExportOptions options) {
    Problems problems = new Problems();
    problems
        .attempt(() -> mostFeatures(options, facts))
        .ifPresent(
            count ->
                problems.attempt(
                    () -> Batches.size(count, facts.activations().tokensPerPrompt(), options)));
    if (options.includeNeuronpediaImport()) {
      requireName(
          "neuronpedia.model_id",
          options.neuronpedia().modelId().or(facts::neuronpediaModelId),
          problems);
      requireName(
          "neuronpedia.source_set",
          options.neuronpedia().sourceSet().or(facts::sourceSet),
          problems);
    }
    problems.throwIfAny();
  }

  private static void requireName(String field, Optional<String> name, Problems problems) {
    if (name.isEmpty()) {
      problems.add(
          Problem.option(
              field,
              "none can be derived from the inputs: give one, or set include_neuronpedia_import to"
                  + " false"));
    }
  }
}
