package dev.npexport.engine.format.activation.delphi;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.IntTensor;
import dev.npexport.engine.format.activation.Precisions;
import dev.npexport.engine.format.activation.Shaped;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One split of a delphi cache: {@code locations} [n, 3] of (prompt, position, latent − start),
 * {@code activations} [n].
 */
record DelphiSplit(
    Path file, int firstFeature, int endFeature, IntTensor locations, Tensor activations)
    implements EntryPart {

  /**
   * Checks the tensors of a split file.
   *
   * @throws InputException with every problem found
   */
  static DelphiSplit of(SafetensorsFile file, int firstFeature, int endFeature) {
    Path path = file.path();
    Problems problems = new Problems();
    Optional<Tensor> activations = problems.attempt(() -> file.require("activations"));
    Optional<Tensor> locations = problems.attempt(() -> file.require("locations"));
    problems.throwIfAny();
    Tensor values = activations.orElseThrow();
    Tensor indices = locations.orElseThrow();
    problems.attempt(() -> checkValues(path, values));
    problems.attempt(() -> checkLocations(path, indices, values.elements()));
    problems.throwIfAny();
    return new DelphiSplit(path, firstFeature, endFeature, IntTensor.of(path, indices), values);
  }

  private static Tensor checkValues(Path path, Tensor values) {
    Precisions.requireFloating(path, values);
    Shaped.require(path, values, "one value an entry", values.elements());
    return values;
  }

  private static IntTensor checkLocations(Path path, Tensor locations, long entries) {
    Shaped.require(path, locations, "a row for each of the activations", entries, 3);
    return IntTensor.of(path, locations);
  }

  @Override
  public long entries() {
    return activations.elements();
  }

  @Override
  public void read(EntrySink sink) {
    EntryBlock block = new EntryBlock();
    int[] rows = new int[3 * EntryBlock.CAPACITY];
    long end = entries();
    for (long at = 0; at < end; at += EntryBlock.CAPACITY) {
      int size = (int) Math.min(EntryBlock.CAPACITY, end - at);
      locations.read(3 * at, rows, 3 * size);
      spread(rows, block, size);
      activations.readDoubles(at, block.values, 0, size);
      block.set(at, size);
      sink.accept(block);
    }
  }

  /** Latents that the split cannot hold become -1, so that none reaches into another split. */
  private void spread(int[] rows, EntryBlock block, int size) {
    int width = endFeature - firstFeature;
    for (int i = 0; i < size; i++) {
      block.prompts[i] = rows[3 * i];
      block.positions[i] = rows[3 * i + 1];
      int latent = rows[3 * i + 2];
      block.features[i] = latent >= 0 && latent < width ? firstFeature + latent : -1;
    }
  }

  @Override
  public Problem problem(ProblemCode code, long entry, String message) {
    String tensor = code == ProblemCode.NOT_FINITE ? "activations" : "locations";
    return Problem.of(code, file, "tensor " + tensor + " row " + entry, message);
  }
}
