package dev.npexport.engine.inspect;

import java.nio.file.Path;

/**
 * Knows one kind of input or output. A new kind is one implementation and one row in {@link
 * Inspector}.
 */
public interface PathDescriber {

  /** What the kind looks like on disk, for a person whose path is none of them. */
  String looksLike();

  /** Whether the path seems to be of this kind, whole or broken. */
  boolean recognises(Path path);

  /**
   * Reads as much as it takes to know what it is and what is wrong with it; never throws for it.
   */
  Inspection describe(Path path);
}
