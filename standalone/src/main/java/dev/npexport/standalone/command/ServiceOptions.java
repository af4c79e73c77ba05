package dev.npexport.standalone.command;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.Installation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that starts the services. */
final class ServiceOptions {

  static final int DEFAULT_PORT = 8642;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the API on 127.0.0.1; 0 takes a free one. Default: 8642.")
  Optional<Integer> port = Optional.empty();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {
        "Folder of the database, the inputs named by relative paths and the archives.",
        "Default: NPEXPORT_DATA_DIR, else .npexport in the folder of the npexport script."
      })
  Optional<Path> dataDir = Optional.empty();

  @Option(
      names = "--worker-heap",
      paramLabel = "SIZE",
      description = "Largest Java heap of the worker. Default: 1536m, for the demo 512m.")
  private Optional<String> workerHeap = Optional.empty();

  String workerHeap() {
    return workerHeap.orElse("1536m");
  }

  /** The sample is small, and so is what it takes to export it. */
  String workerHeapForTheSample() {
    return workerHeap.orElse("512m");
  }

  DataFolder folder(Installation installation) {
    return DataFolder.open(
        dataDir
            .or(() -> Optional.ofNullable(System.getenv("NPEXPORT_DATA_DIR")).map(Path::of))
            .orElseGet(() -> installation.home().resolve(".npexport")));
  }
}
