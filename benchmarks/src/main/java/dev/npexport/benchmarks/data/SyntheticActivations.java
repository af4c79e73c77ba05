package dev.npexport.benchmarks.data;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.engine.format.activation.columnar.ColumnarCacheWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A columnar activation cache of any size from a seed. How often features fire follows a power law;
 * each fires at random places, never at the first position of a prompt, which holds the ignored
 * token. A feature's entries depend on the shape, the seed and its index alone.
 *
 * @param nonzeros entries wanted; as many are made within some thousandths
 */
public record SyntheticActivations(
    int features, int prompts, int context, int vocabulary, long nonzeros, long seed) {

  public static final String HOOK = "blocks.14.hook_resid_post";

  private static final int BEGINNING = 1;
  private static final double EXPONENT = 0.7;
  private static final double MOST_FREQUENT = 0.5;

  /** Receives one entry. */
  @FunctionalInterface
  private interface Entry {
    void at(long place, SplittableRandom random);
  }

  /** Writes the cache; its columns are off the heap until they are written. */
  public Path write(Path file) {
    double[] frequency = frequencies();
    long[] counts = new long[features];
    IntStream.range(0, features)
        .parallel()
        .forEach(feature -> draw(feature, frequency[feature], (place, r) -> counts[feature]++));
    try (Arena arena = Arena.ofShared()) {
      MemorySegment indptr = arena.allocate(ValueLayout.JAVA_LONG, features + 1L);
      long total = 0;
      for (int feature = 0; feature < features; feature++) {
        indptr.setAtIndex(ValueLayout.JAVA_LONG, feature, total);
        total += counts[feature];
      }
      indptr.setAtIndex(ValueLayout.JAVA_LONG, features, total);
      MemorySegment prompt = arena.allocate(ValueLayout.JAVA_INT, total);
      MemorySegment position = arena.allocate(ValueLayout.JAVA_INT, total);
      MemorySegment value = arena.allocate(ValueLayout.JAVA_FLOAT, total);
      IntStream.range(0, features)
          .parallel()
          .forEach(
              feature ->
                  fill(
                      feature,
                      frequency[feature],
                      indptr.getAtIndex(ValueLayout.JAVA_LONG, feature),
                      prompt,
                      position,
                      value));
      new ColumnarCacheWriter(HOOK, Optional.of(new int[] {BEGINNING}), false)
          .entries(indptr, prompt, position, value)
          .tokens(prompts, context, tokens(arena))
          .write(file);
      return file;
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + file, e);
    }
  }

  private void fill(
      int feature,
      double frequency,
      long from,
      MemorySegment prompt,
      MemorySegment position,
      MemorySegment value) {
    long[] at = {from};
    draw(
        feature,
        frequency,
        (place, random) -> {
          prompt.setAtIndex(ValueLayout.JAVA_INT, at[0], (int) (place / (context - 1)));
          position.setAtIndex(ValueLayout.JAVA_INT, at[0], (int) (place % (context - 1)) + 1);
          float strength = (float) (0.02 - Math.log(1 - random.nextDouble()));
          value.setAtIndex(ValueLayout.JAVA_FLOAT, at[0], strength);
          at[0]++;
        });
  }

  /** Places in ascending order, each with the same chance: gaps between them are geometric. */
  private void draw(int feature, double frequency, Entry entry) {
    SplittableRandom gaps = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + feature);
    SplittableRandom values = gaps.split();
    double scale = 1 / Math.log1p(-frequency);
    long places = (long) prompts * (context - 1);
    long place = -1;
    while (true) {
      place += 1 + (long) (Math.log(1 - gaps.nextDouble()) * scale);
      if (place >= places) {
        return;
      }
      entry.at(place, values);
    }
  }

  /** Of the power law by rank; ranks are spread over the indices. */
  private double[] frequencies() {
    double[] frequency = new double[features];
    double sum = 0;
    for (int rank = 0; rank < features; rank++) {
      frequency[rank] = Math.pow(rank + 1, -EXPONENT);
      sum += frequency[rank];
    }
    double places = (double) prompts * (context - 1);
    for (int rank = 0; rank < features; rank++) {
      frequency[rank] = Math.min(MOST_FREQUENT, frequency[rank] / sum * nonzeros / places);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = features - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double swap = frequency[i];
      frequency[i] = frequency[other];
      frequency[other] = swap;
    }
    return frequency;
  }

  private MemorySegment tokens(Arena arena) {
    MemorySegment tokens = arena.allocate(ValueLayout.JAVA_INT, (long) prompts * context);
    SplittableRandom random = new SplittableRandom(seed + 1);
    for (long i = 0; i < (long) prompts * context; i++) {
      int token = i % context == 0 ? BEGINNING : 3 + random.nextInt(vocabulary - 3);
      tokens.setAtIndex(ValueLayout.JAVA_INT, i, token);
    }
    return tokens;
  }
}
