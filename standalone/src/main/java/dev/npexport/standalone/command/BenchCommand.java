package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the list of commands; the benchmarks are a program of their own. */
@Command(
    name = "bench",
    description = "Run our work beside a peer's and print the ratio (done by the npexport script).")
final class BenchCommand implements Callable<Integer> {

  private final Context context;

  BenchCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.err().println("npexport: run the benchmarks with the script: ./npexport bench NAME");
    return ExitCode.USAGE;
  }
}
