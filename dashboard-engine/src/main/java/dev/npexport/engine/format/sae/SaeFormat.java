package dev.npexport.engine.format.sae;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One way in which SAEs are stored on disk. A new format is one implementation and one row in
 * {@code SaeFormats}.
 */
public interface SaeFormat {

  /** Stable id, for example {@code saelens}. */
  String id();

  /** The ids that {@link Sae#format()} of what it opens can be; several for several layouts. */
  default List<String> ids() {
    return List.of(id());
  }

  /** What it looks like on disk, in words for a person whose folder is none of the known ones. */
  String looksLike();

  /**
   * What was seen that makes {@code path} this format ("cfg.json and sae_weights.safetensors"), or
   * empty.
   */
  Optional<String> detect(Path path);

  /**
   * Opens and checks headers, names, shapes and dtypes.
   *
   * @throws dev.npexport.engine.problem.InputException with every problem found
   */
  Sae open(Path path);
}
