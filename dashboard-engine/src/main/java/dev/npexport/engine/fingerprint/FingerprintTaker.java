package dev.npexport.engine.fingerprint;

import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.problem.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes the four fingerprints of a set of inputs: what their bytes are, not where they lie.
 *
 * <p>They name the inputs of a package, so that anybody can check with {@code sha256sum} that a
 * package came from files at hand.
 */
public final class FingerprintTaker {

  private FingerprintTaker() {}

  /**
   * Reads every byte of the weights, the unembedding, the tokenizer and the activations, different
   * files at the same time.
   *
   * @param paths as given by the user; of a delphi folder only the split files count
   * @throws dev.npexport.engine.problem.InputException if a file cannot be read, or once it is
   *     cancelled
   */
  public static Fingerprints take(
      Sae sae, LanguageModel model, InputPaths paths, Cancellation cancellation) {
    List<Supplier<String>> parts =
        List.of(
            () -> Sha256.ofFiles(sae.folder(), sae.weightFiles(), cancellation),
            () -> Sha256.ofBytes(model.unembedding().bytes(), cancellation),
            () -> Sha256.ofFile(model.tokenizerFile(), cancellation),
            () -> ofActivations(paths.activations(), cancellation),
            () ->
                paths.denseActivations().map(path -> Sha256.ofFile(path, cancellation)).orElse(""));
    List<String> digests = parts.parallelStream().map(Supplier::get).toList();
    return new Fingerprints(
        digests.get(0),
        digests.get(1),
        digests.get(2),
        digests.get(3),
        paths.denseActivations().map(path -> digests.get(4)));
  }

  /**
   * Fingerprint of an activation cache.
   *
   * @throws dev.npexport.engine.problem.InputException if {@code path} is no cache or unreadable
   */
  public static String ofActivations(Path path, Cancellation cancellation) {
    return Sha256.ofFiles(
        path, ActivationCaches.require(path).fingerprintFiles(path), cancellation);
  }
}
