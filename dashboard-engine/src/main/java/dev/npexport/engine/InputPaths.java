package dev.npexport.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the inputs of an export lie.
 *
 * @param denseActivations the model's own activations at the SAE's hook, which SAEDashboard's
 *     correlated neurons need
 */
public record InputPaths(
    Path sae,
    Path model,
    Path activations,
    Optional<Path> labels,
    Optional<Path> denseActivations) {

  /** Inputs without dense activations. */
  public InputPaths(Path sae, Path model, Path activations, Optional<Path> labels) {
    this(sae, model, activations, labels, Optional.empty());
  }
}
