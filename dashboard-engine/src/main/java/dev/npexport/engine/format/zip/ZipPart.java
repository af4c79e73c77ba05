package dev.npexport.engine.format.zip;

import java.lang.foreign.MemorySegment;

/** One entry of a zip file. */
public sealed interface ZipPart permits StoredPart, DeflatedPart {

  String name();

  /** Bytes of the content. */
  long size();

  /**
   * The first bytes of the content, {@code count} or as many as there are.
   *
   * @throws dev.npexport.engine.problem.InputException if they cannot be unpacked
   */
  byte[] head(int count);

  /**
   * The whole content.
   *
   * @throws dev.npexport.engine.problem.InputException if it cannot be unpacked
   */
  MemorySegment content();

  /**
   * The whole content, which is held to the checksum in the file.
   *
   * @throws dev.npexport.engine.problem.InputException if it cannot be unpacked or is another
   */
  MemorySegment checkedContent();
}
