package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.IntTensor;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Arrays;

/** The entries of a run of features in a columnar cache. */
record ColumnarPart(
    Path file,
    long[] indptr,
    int firstFeature,
    int endFeature,
    IntTensor prompts,
    IntTensor positions,
    Tensor values)
    implements EntryPart {

  @Override
  public long entries() {
    return indptr[endFeature] - indptr[firstFeature];
  }

  @Override
  public void read(EntrySink sink) {
    EntryBlock block = new EntryBlock();
    long start = indptr[firstFeature];
    long end = indptr[endFeature];
    int feature = firstFeature;
    for (long at = start; at < end; at += EntryBlock.CAPACITY) {
      int size = (int) Math.min(EntryBlock.CAPACITY, end - at);
      prompts.read(at, block.prompts, size);
      positions.read(at, block.positions, size);
      values.readDoubles(at, block.values, 0, size);
      feature = fillFeatures(block.features, at, size, feature);
      block.set(at - start, size);
      sink.accept(block);
    }
  }

  /**
   * Writes the feature of each of the entries {@code at .. at + size}; returns that of the last.
   */
  private int fillFeatures(int[] target, long at, int size, int from) {
    int feature = from;
    int done = 0;
    while (done < size) {
      while (indptr[feature + 1] <= at + done) {
        feature++;
      }
      int until = (int) Math.min(size, indptr[feature + 1] - at);
      Arrays.fill(target, done, until, feature);
      done = until;
    }
    return feature;
  }

  @Override
  public Problem problem(ProblemCode code, long entry, String message) {
    long row = indptr[firstFeature] + entry;
    String tensor = code == ProblemCode.NOT_FINITE ? "value" : "prompt, position";
    return Problem.of(code, file, "tensor " + tensor + " entry " + row, message);
  }
}
