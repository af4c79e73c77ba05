package dev.npexport.benchmarks.workers;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.engine.InputPaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link WorkerMain} on one core. */
final class WorkerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private WorkerProcess(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  /** The length of each shard that it computed, in order. */
  record Times(List<Double> shards) {

    double busy() {
      return shards.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  static WorkerProcess start(SharedExport export, Path folder, int core) {
    InputPaths inputs = export.inputs();
    try {
      return new WorkerProcess(
          new ProcessBuilder(
                  "taskset",
                  "-c",
                  Integer.toString(core),
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  WorkerMain.class.getName(),
                  inputs.sae().toString(),
                  inputs.model().toString(),
                  inputs.activations().toString(),
                  Integer.toString(export.features()),
                  export.folder().toString(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new BenchFailure("no worker on core " + core + " (it needs taskset)", e);
    }
  }

  void awaitReady() {
    String line = line();
    if (!line.equals("ready")) {
      throw new BenchFailure("a worker said \"" + line + "\" instead of being ready");
    }
  }

  void go() {
    try {
      OutputStream in = process.getOutputStream();
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      throw new BenchFailure("a worker is gone", e);
    }
  }

  Times awaitEnd() {
    List<Double> shards = new ArrayList<>();
    String line = line();
    while (line.startsWith("shard ")) {
      shards.add(Double.parseDouble(line.substring("shard ".length())));
      line = line();
    }
    if (!line.equals("end")) {
      throw new BenchFailure("a worker ended with \"" + line + "\"");
    }
    return new Times(shards);
  }

  private String line() {
    try {
      String line = out.readLine();
      while (line != null && !line.matches("ready|end|shard .*")) {
        line = out.readLine(); // a library's greeting
      }
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new BenchFailure("a worker cannot be heard", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
