package dev.npexport.benchmarks.workers;

import dev.npexport.benchmarks.BenchFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this machine's cores are: whole ones, or two faces of one. */
final class Cores {

  private Cores() {}

  /** How many times the work of one core two of them do, when they share nothing but the chip. */
  static double twoBesideOne() {
    double alone = rounds(1);
    return rounds(2) / alone;
  }

  private static long rounds(int cores) {
    List<Process> processes = new ArrayList<>();
    try {
      for (int core = 0; core < cores; core++) {
        processes.add(start(core));
      }
      long sum = 0;
      for (Process process : processes) {
        sum += rounds(process);
      }
      return sum;
    } catch (IOException e) {
      throw new BenchFailure("the cores cannot be measured (it needs taskset)", e);
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  private static Process start(int core) throws IOException {
    return new ProcessBuilder(
            "taskset",
            "-c",
            Integer.toString(core),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CoreMain.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long rounds(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null || !line.startsWith("rounds ")) {
      throw new BenchFailure("a core answered \"" + line + "\"");
    }
    return Long.parseLong(line.substring("rounds ".length()));
  }
}
