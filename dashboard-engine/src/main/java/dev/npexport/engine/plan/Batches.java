package dev.npexport.engine.plan;

import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;

/**
 * How many features go into one batch file of the Neuronpedia tree. The importer holds a file in
 * memory and a database connection for each, so files are neither large nor many.
 */
public final class Batches {

  /** The importer takes at most this many files of a folder. */
  public static final int MOST_BATCHES = 1_000;

  private static final long BYTES = 134_217_728;

  /** Features that a batch has at least, memory permitting, unless it is set otherwise. */
  public static final int FEWEST_FEATURES = 1_024;

  private static final int COMFORTABLE_FILES = 90;

  private static final int MOST_FEATURES_IN_A_BLOCK = 64;
  private static final long BLOCK_BYTES = 8L << 20;
  private static final long ROW_BYTES = 4_096;
  private static final int EXAMPLES_PER_INTERVAL = 5;

  private Batches() {}

  /**
   * Features in a batch.
   *
   * @param selected number of selected features
   * @param tokensPerPrompt length of the longest prompt
   * @throws InputException if that makes more than {@link #MOST_BATCHES} files
   */
  public static int size(int selected, int tokensPerPrompt, ExportOptions options) {
    return size(selected, tokensPerPrompt, options, FEWEST_FEATURES);
  }

  /** As {@link #size(int, int, ExportOptions)} with another least number of features. */
  static int size(int selected, int tokensPerPrompt, ExportOptions options, int fewest) {
    long size = Math.max(fewest, Math.ceilDiv(selected, COMFORTABLE_FILES));
    long examples = examplesPerFeature(options);
    if (examples > 0) {
      long bytesPerFeature = examples * (16L * tokensPerExample(tokensPerPrompt, options) + 512);
      size = Math.max(1, Math.min(size, BYTES / bytesPerFeature));
    }
    long batches = Math.ceilDiv((long) selected, size);
    if (options.includeNeuronpediaImport() && batches > MOST_BATCHES) {
      throw new InputException(
          new Problem(
              ProblemCode.TOO_LARGE,
              "",
              "examples_per_feature",
              ("%d features need %d batch files of %d features, at most %d can be imported; lower"
                      + " examples_per_feature, example_intervals or example_window")
                  .formatted(selected, batches, size, MOST_BATCHES)));
    }
    return Math.toIntExact(size);
  }

  /**
   * Features that are encoded and compressed together, never across a batch. The bytes of a batch
   * file follow from it, so it depends on nothing else.
   */
  public static int blockSize(int tokensPerPrompt, ExportOptions options) {
    long bytesPerFeature =
        examplesPerFeature(options) * (16L * tokensPerExample(tokensPerPrompt, options) + 512)
            + ROW_BYTES;
    return Math.clamp(BLOCK_BYTES / bytesPerFeature, 1, MOST_FEATURES_IN_A_BLOCK);
  }

  /** Most examples that one feature can have; 0 when they are switched off. */
  public static int examplesPerFeature(ExportOptions options) {
    return options.includeExamples()
        ? options.examplesPerFeature() + EXAMPLES_PER_INTERVAL * options.exampleIntervals()
        : 0;
  }

  /** Most tokens that one example can have. */
  public static int tokensPerExample(int tokensPerPrompt, ExportOptions options) {
    return options.exampleWindow() == 0
        ? tokensPerPrompt
        : Math.min(tokensPerPrompt, 2 * options.exampleWindow() + 1);
  }
}
