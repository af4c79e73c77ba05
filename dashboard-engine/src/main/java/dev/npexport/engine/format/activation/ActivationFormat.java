package dev.npexport.engine.format.activation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way in which sparse feature activations are stored on disk. A new format is one
 * implementation and one row in {@link ActivationCaches}.
 */
public interface ActivationFormat {

  /** Stable id, as in {@code activation_source.kind}. */
  String id();

  /**
   * What was seen that makes {@code path} this format ("split files such as 0_255.safetensors"), or
   * empty.
   */
  Optional<String> detect(Path path);

  /**
   * Opens a cache and checks everything that does not need a look at every activation; {@link
   * dev.npexport.engine.format.activation.prepare.PreparedActivations} checks the rest.
   *
   * @param dSae number of features of the SAE; empty if it is not known, then the cache's own
   *     extent is believed
   * @throws dev.npexport.engine.problem.InputException with every problem found
   */
  ActivationCache open(Path path, OptionalInt dSae);

  /**
   * The files that make the {@code activation_cache} fingerprint; all lie at or below {@code path}.
   *
   * @throws dev.npexport.engine.problem.InputException if {@code path} is not of this format
   */
  List<Path> fingerprintFiles(Path path);
}
