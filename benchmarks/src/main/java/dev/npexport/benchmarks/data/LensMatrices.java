package dev.npexport.benchmarks.data;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.Console;
import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import java.nio.file.Path;

/**
 * The two factors of a logit lens in float32: of a sample, or from a seed, of the large sample's
 * shapes or others. In memory, so that only the kernel is measured.
 */
public record LensMatrices(FloatMatrix rows, FloatMatrix columns) {

  static final int FEATURES = 16_384;
  private static final int WIDTH = 576;
  static final int VOCABULARY = 49_152;
  static final long SEED = 20_260_101;

  public static LensMatrices of(BenchOptions options, Console console) {
    int features = options.features().orElse(FEATURES);
    if (options.sae().isPresent() != options.model().isPresent()) {
      throw new BenchFailure("--sae and --model go together");
    }
    if (options.sae().isPresent()
        && (options.vocabulary().isPresent() || options.width().isPresent())) {
      throw new BenchFailure("--vocabulary and --width are for generated matrices, without --sae");
    }
    LensMatrices matrices =
        options.sae().isPresent()
            ? read(options.sae().get(), options.model().orElseThrow(), features)
            : random(
                features, options.width().orElse(WIDTH), options.vocabulary().orElse(VOCABULARY));
    console.say(
        "%,d features x %,d wide x vocabulary %,d, %s",
        matrices.rows.rows(),
        matrices.rows.width(),
        matrices.columns.rows(),
        options.sae().map(Path::toString).orElse("from seed " + SEED));
    return matrices;
  }

  /** Of the large sample's shapes. */
  static LensMatrices random() {
    return random(FEATURES, WIDTH, VOCABULARY);
  }

  private static LensMatrices random(int features, int width, int vocabulary) {
    return new LensMatrices(
        FloatMatrix.gaussian(features, width, 1 / Math.sqrt(width), SEED),
        FloatMatrix.gaussian(vocabulary, width, 0.1, SEED + 1).toBfloat16());
  }

  private static LensMatrices read(Path saeFolder, Path modelFolder, int features) {
    try (Sae sae = SaeFormats.open(saeFolder);
        LanguageModel model = LanguageModels.open(modelFolder)) {
      FoldedDecoder decoder = FoldedDecoder.of(sae);
      String hook = sae.config().writesTo().orElseThrow();
      return new LensMatrices(
          FloatMatrix.copy(model.toResidual(decoder, hook), features),
          FloatMatrix.copy(model.unembeddingRows(), Integer.MAX_VALUE));
    }
  }
}
