package dev.npexport.engine.archive.neuronpedia;

import dev.npexport.engine.dashboard.ExportOptions.NeuronpediaOptions;
import dev.npexport.engine.dashboard.NeuronpediaRules;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * The names under which the tree is imported, each given or by default, each by its rule.
 *
 * @param sourceId {@code {layer}-{sourceSet}}, {@code e} for a hook outside the blocks
 */
public record NeuronpediaNames(
    String modelId,
    String sourceSet,
    String sourceId,
    String release,
    String creatorName,
    String description,
    List<String> urls) {

  private static final String CREATOR = "npexport";

  /**
   * Takes the given names and the defaults for the others.
   *
   * @throws dev.npexport.engine.problem.InputException with one problem for each name that breaks
   *     its rule or has no default; nothing is repaired
   */
  public static NeuronpediaNames resolve(NeuronpediaOptions given, NameDefaults defaults) {
    Problems problems = new Problems();
    Optional<String> modelId = given.modelId().or(defaults::modelId);
    if (modelId.isEmpty()) {
      problems.add(
          invalid(
              "neuronpedia.model_id",
              "no valid Neuronpedia model id follows from the model name \"%s\"; it must be given"
                  .formatted(defaults.modelName())));
    }
    String sourceSet = given.sourceSet().orElseGet(defaults::sourceSet);
    String release = given.release().orElse(sourceSet);
    check(problems, "model_id", modelId.flatMap(NeuronpediaRules::modelId));
    check(problems, "source_set", NeuronpediaRules.sourceSet(sourceSet));
    if (given.release().isPresent() || problems.isEmpty()) {
      check(problems, "release", NeuronpediaRules.release(release, modelId));
    }
    problems.throwIfAny();
    return new NeuronpediaNames(
        modelId.orElseThrow(),
        sourceSet,
        defaults.layer() + "-" + sourceSet,
        release,
        given.creatorName().orElse(CREATOR),
        given.description().orElseGet(defaults::description),
        given.urls().orElse(List.of()));
  }

  /** {@code {modelId}/{sourceId}}, the {@code neuronpedia_id} of cfg.json and metadata.json. */
  public String id() {
    return modelId + "/" + sourceId;
  }

  /** The values used, as the export config states them. */
  public NeuronpediaOptions asOptions() {
    return new NeuronpediaOptions(
        Optional.of(modelId),
        Optional.of(sourceSet),
        Optional.of(release),
        Optional.of(creatorName),
        Optional.of(description),
        Optional.of(urls));
  }

  private static void check(Problems problems, String field, Optional<String> wrong) {
    wrong.ifPresent(message -> problems.add(invalid("neuronpedia." + field, message)));
  }

  private static Problem invalid(String field, String message) {
    return new Problem(ProblemCode.INVALID_NAME, "", field, message);
  }
}
