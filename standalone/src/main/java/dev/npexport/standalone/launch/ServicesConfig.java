package dev.npexport.standalone.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * What to start.
 *
 * @param port of the API on the loopback address
 * @param inputRoots folders (or single files) beside the data folder that requests may name by
 *     absolute path
 * @param workerHeap the worker's largest heap as Java writes it, such as "1536m"
 * @param use what the folder is held for, as others are told
 * @param startup whether this start is recorded to make later ones faster
 */
public record ServicesConfig(
    Installation installation,
    DataFolder folder,
    int port,
    List<Path> inputRoots,
    String workerHeap,
    FolderLock.Use use,
    Startup startup) {

  /** What a start has to do with {@link Installation#startupCache}. */
  public enum Startup {
    USE_CACHE,
    RECORD_CACHE
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }
}
