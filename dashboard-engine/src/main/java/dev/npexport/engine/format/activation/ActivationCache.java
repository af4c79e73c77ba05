package dev.npexport.engine.format.activation;

import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An opened cache as it is stored: nothing folded, nothing left out. Safe for concurrent reads;
 * closing releases the mapped files.
 */
public interface ActivationCache extends AutoCloseable {

  /** Id of the format, {@code delphi}, {@code columnar} or {@code jsonl}. */
  String kind();

  Path path();

  /**
   * The hook that the cache says it was taken at, in the cache's own spelling (delphi names a
   * module such as {@code transformer.h.2}).
   */
  Optional<String> hookName();

  /** The model that the cache says it was made with. */
  Optional<String> modelName();

  /** Token ids to ignore, ascending; empty if the cache does not say, which is not "none". */
  Optional<int[]> ignoredTokenIds();

  /** Whether stored values already carry the decoder row lengths. */
  boolean decoderNormFolded();

  /** Type of the stored values, for example {@code float16}. */
  String valuePrecision();

  /** d_sae: as given on opening, else as far as the cache reaches. */
  int features();

  /** The tokens that the activations belong to. */
  PromptTokens prompts();

  /**
   * Number of counted tokens where the cache states it itself; else it is that of all positions
   * less the ignored ones.
   */
  OptionalLong countedTokens();

  /** Stored entries, whatever their value. */
  long entries();

  /** Pieces of the cache that share no feature, by feature. */
  List<EntryPart> parts();

  /** A problem with one token, naming the file and the place in it. */
  Problem tokenProblem(ProblemCode code, int prompt, int position, String message);

  @Override
  void close();
}
