package dev.npexport.engine.archive.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Where finished work is written; a seam, so that tests can fill a disk. */
public interface Disk {

  /**
   * Creates a file that does not exist yet. Its bytes are on the device once the stream is closed.
   */
  OutputStream create(Path file) throws IOException;

  /** The machine's own file system. */
  Disk LOCAL = LocalFile::new;
}
