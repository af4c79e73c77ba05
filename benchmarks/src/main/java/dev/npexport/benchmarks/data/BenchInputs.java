package dev.npexport.benchmarks.data;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.Console;
import dev.npexport.engine.InputPaths;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the inputs of a benchmark come from: the options, the shipped sample, or a seed. */
public final class BenchInputs {

  /** Of the large sample. */
  private static final int PROMPTS = 768;

  private static final int CONTEXT = 128;
  private static final long NONZEROS = 3_270_000;

  private BenchInputs() {}

  /** As the options say, else the sample that ships with the repository. */
  public static InputPaths small(BenchOptions options, Console console) {
    if (given(options)) {
      return named(options);
    }
    Path sample =
        Path.of(System.getProperty("npexport.home", ".")).resolve("samples").resolve("small");
    console.say("inputs: %s", sample);
    return new InputPaths(
        sample.resolve("sae"),
        sample.resolve("model"),
        sample.resolve("activations").resolve("columnar.safetensors"),
        Optional.empty());
  }

  /** As the options say, else files of the large sample's shapes, made in {@code folder}. */
  public static InputPaths large(BenchOptions options, Path folder, Console console) {
    if (given(options)) {
      return named(options);
    }
    console.say("making an SAE, a model and activations of the large sample's shapes from a seed");
    SyntheticActivations activations =
        new SyntheticActivations(
            LensMatrices.FEATURES,
            PROMPTS,
            CONTEXT,
            LensMatrices.VOCABULARY,
            NONZEROS,
            LensMatrices.SEED);
    InputPaths weights = weights(options, folder);
    return new InputPaths(
        weights.sae(),
        weights.model(),
        activations.write(folder.resolve("activations.safetensors")),
        Optional.empty());
  }

  /** SAE and model as the options say, else made in {@code folder}; no activations. */
  public static InputPaths weights(BenchOptions options, Path folder) {
    if (options.sae().isPresent() != options.model().isPresent()) {
      throw new BenchFailure("--sae and --model go together");
    }
    if (options.sae().isPresent()) {
      return new InputPaths(
          options.sae().get(), options.model().orElseThrow(), folder, Optional.empty());
    }
    LensMatrices matrices = LensMatrices.random();
    return new InputPaths(
        SyntheticSample.sae(folder.resolve("sae"), matrices.rows()),
        SyntheticSample.model(folder.resolve("model"), matrices.columns()),
        folder,
        Optional.empty());
  }

  private static boolean given(BenchOptions options) {
    long given =
        Stream.of(options.sae(), options.model(), options.activations())
            .filter(Optional::isPresent)
            .count();
    if (given % 3 != 0) {
      throw new BenchFailure("--sae, --model and --activations go together");
    }
    return given == 3;
  }

  private static InputPaths named(BenchOptions options) {
    return new InputPaths(
        options.sae().orElseThrow(),
        options.model().orElseThrow(),
        options.activations().orElseThrow(),
        Optional.empty());
  }
}
