package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the list of commands; the script runs the tests, since they test this program too. */
@Command(name = "test", description = "Run all tests (done by the npexport script).")
final class TestCommand implements Callable<Integer> {

  private final Context context;

  TestCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.err().println("npexport: run the tests with the script: ./npexport test");
    return ExitCode.USAGE;
  }
}
