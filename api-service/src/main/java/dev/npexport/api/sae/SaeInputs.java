package dev.npexport.api.sae;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.path.OutsideDataRootException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the paths of a request and looks at what they name; every problem is told at once. */
@ApplicationScoped
class SaeInputs {

  private final ExportEngine engine;
  private final DataRoot root;

  @Inject
  SaeInputs(ExportEngine engine, DataRoot root) {
    this.engine = engine;
    this.root = root;
  }

  /**
   * What was found.
   *
   * @param labels of the labels file
   */
  record Found(InputFacts facts, Labels labels) {}

  Found look(RegisterRequest request) {
    List<ProblemItem> missing = new ArrayList<>();
    require("sae_path", request.saePath(), missing);
    require("model_path", request.modelPath(), missing);
    require("activations_path", request.activationsPath(), missing);
    if (!missing.isEmpty()) {
      throw new ApiException(ErrorCode.MISSING_FIELD, missing);
    }
    List<ProblemItem> outside = new ArrayList<>();
    Optional<Path> sae = resolve("sae_path", request.saePath(), outside);
    Optional<Path> model = resolve("model_path", request.modelPath(), outside);
    Optional<Path> activations = resolve("activations_path", request.activationsPath(), outside);
    Optional<Path> labels = resolve("labels_path", request.labelsPath(), outside);
    Optional<Path> dense =
        resolve("dense_activations_path", request.denseActivationsPath(), outside);
    if (!outside.isEmpty()) {
      throw new ApiException(ErrorCode.INVALID_INPUT, outside);
    }
    try {
      InputFacts facts =
          engine.describe(
              new InputPaths(
                  sae.orElseThrow(),
                  model.orElseThrow(),
                  activations.orElseThrow(),
                  labels,
                  dense));
      return new Found(
          facts, labels.map(path -> LabelReaders.read(path, facts.dSae())).orElse(Labels.NONE));
    } catch (InputException e) {
      throw new ApiException(
          ErrorCode.INVALID_INPUT, e.problems().stream().map(this::asNamed).toList());
    }
  }

  private static void require(String field, Optional<String> value, List<ProblemItem> problems) {
    if (value.isEmpty()) {
      problems.add(
          ProblemItem.of(ErrorCode.MISSING_FIELD, field, "expected a path, found nothing"));
    }
  }

  private Optional<Path> resolve(
      String field, Optional<String> requested, List<ProblemItem> problems) {
    try {
      return requested.map(root::resolve);
    } catch (OutsideDataRootException e) {
      problems.add(
          new ProblemItem(OutsideDataRootException.CODE, e.requested(), field, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Paths as requests name them: where the data root lies is nobody's business. */
  private ProblemItem asNamed(Problem problem) {
    ProblemItem item = ProblemItem.of(problem);
    String prefix = root.root() + "/";
    return new ProblemItem(
        item.code(),
        item.file().replace(prefix, ""),
        item.where(),
        item.message().replace(prefix, ""));
  }
}
