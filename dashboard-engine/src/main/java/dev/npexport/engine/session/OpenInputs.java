package dev.npexport.engine.session;

import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.dense.DenseActivations;
import dev.npexport.engine.format.dense.DenseFiles;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.Problems;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The inputs of an export, opened: headers read and files mapped. Closing releases them.
 *
 * @param labels {@link Labels#NONE} where none are given
 */
public record OpenInputs(
    InputPaths paths,
    Sae sae,
    LanguageModel model,
    ActivationCache cache,
    Labels labels,
    Optional<DenseActivations> dense)
    implements AutoCloseable {

  /**
   * Opens everything and closes it again if any of it cannot be opened.
   *
   * @throws dev.npexport.engine.problem.InputException with the problems of all inputs, or {@code
   *     cancelled} soon after {@link Cancellation#current()} is
   */
  public static OpenInputs open(InputPaths paths) {
    Problems problems = new Problems();
    Optional<Sae> sae = problems.attempt(() -> SaeFormats.open(paths.sae()));
    Optional<LanguageModel> model = problems.attempt(() -> LanguageModels.open(paths.model()));
    // without the SAE the other two are still looked at, as far as they can be
    OptionalInt features =
        sae.map(s -> OptionalInt.of(s.config().dSae())).orElse(OptionalInt.empty());
    Optional<ActivationCache> cache =
        problems.attempt(() -> ActivationCaches.open(paths.activations(), features));
    Optional<Labels> labels =
        problems.attempt(
            () ->
                paths
                    .labels()
                    .map(path -> LabelReaders.read(path, features.orElse(Integer.MAX_VALUE)))
                    .orElse(Labels.NONE));
    Optional<DenseActivations> dense =
        paths.denseActivations().flatMap(path -> problems.attempt(() -> DenseFiles.open(path)));
    if (sae.isPresent() && cache.isPresent() && dense.isPresent()) {
      problems.attempt(() -> fits(dense.get(), cache.get(), sae.get()));
    }
    if (!problems.isEmpty()) {
      sae.ifPresent(Sae::close);
      model.ifPresent(LanguageModel::close);
      cache.ifPresent(ActivationCache::close);
      dense.ifPresent(DenseActivations::close);
      Cancellation.current().check(); // what was cancelled on the way is no problem of the inputs
      problems.throwIfAny();
    }
    return new OpenInputs(
        paths,
        sae.orElseThrow(),
        model.orElseThrow(),
        cache.orElseThrow(),
        labels.orElseThrow(),
        dense);
  }

  private static DenseActivations fits(DenseActivations dense, ActivationCache cache, Sae sae) {
    dense.requireFits(cache.prompts(), sae.config().dIn());
    return dense;
  }

  @Override
  public void close() {
    dense.ifPresent(DenseActivations::close);
    try (sae;
        model;
        cache) {
      // all three are closed even if one of them cannot be
    }
  }
}
