package dev.npexport.engine.archive.shard;

import java.io.ByteArrayOutputStream;

/** A growing buffer whose content can be read in place. */
final class Bytes extends ByteArrayOutputStream {

  Bytes(int capacity) {
    super(capacity);
  }

  /** The buffer itself, valid up to {@link #size()} until the next write. */
  byte[] array() {
    return buf;
  }
}
