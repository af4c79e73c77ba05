package dev.npexport.model.sae;

import dev.npexport.model.path.DataRoot;
import java.nio.file.Path;
import java.util.Optional;

/** Where the inputs of a registered SAE lie, absolute. */
public record SaeFiles(
    Path sae,
    Path model,
    Path activations,
    Optional<Path> labels,
    Optional<Path> denseActivations) {

  /**
   * The files that a row names.
   *
   * @throws dev.npexport.model.path.OutsideDataRootException for a path that may not be read
   */
  public static SaeFiles of(RegisteredSae row, DataRoot root) {
    return new SaeFiles(
        root.resolve(row.saePath),
        root.resolve(row.modelPath),
        root.resolve(row.activationsPath),
        Optional.ofNullable(row.labelsPath).map(root::resolve),
        Optional.ofNullable(row.denseActivationsPath).map(root::resolve));
  }
}
