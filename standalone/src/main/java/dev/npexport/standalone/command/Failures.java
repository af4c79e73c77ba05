package dev.npexport.standalone.command;

import dev.npexport.engine.problem.InputException;
import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.client.ApiException;
import dev.npexport.standalone.client.ApiUnreachableException;
import dev.npexport.standalone.launch.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line (or one for each problem) for what can be expected to fail, and its exit code. */
final class Failures implements IExecutionExceptionHandler {

  /** What a shell reports for Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private final Context context;

  Failures(Context context) {
    this.context = context;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (context.shutdown().isRunning()) {
      // Whatever broke was broken off; the signal decides about the exit code.
      return INTERRUPTED;
    }
    return switch (failure) {
      case LaunchException e -> say(e, ExitCode.ENVIRONMENT);
      case ApiUnreachableException e -> say(e, ExitCode.ENVIRONMENT);
      case ApiException e -> say(e, ExitCode.FAILED);
      case InputException e -> say(e, ExitCode.FAILED);
      case MissingInputException e -> say(e, ExitCode.FAILED);
      case InterruptedException e -> INTERRUPTED;
      // A fault of this program: its trace is what helps to mend it.
      default -> throw failure;
    };
  }

  private int say(Exception failure, int code) {
    failure.getMessage().lines().forEach(text -> context.err().println("npexport: " + text));
    return code;
  }
}
