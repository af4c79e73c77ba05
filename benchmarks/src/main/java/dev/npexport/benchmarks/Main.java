package dev.npexport.benchmarks;

import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * {@code npexport bench NAME}: progress on standard error, one JSON object on the last line of
 * standard output.
 */
public final class Main {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    BenchOptions options = new BenchOptions();
    try {
      new CommandLine(options).parseArgs(arguments);
    } catch (ParameterException e) {
      return usage(err, e.getMessage());
    }
    if (options.help()) {
      out.print(help());
      return DONE;
    }
    Optional<Benchmark> benchmark = Benchmarks.named(options.name());
    if (benchmark.isEmpty()) {
      return usage(err, "no benchmark is called '" + options.name() + "'");
    }
    Console console = new Console(err);
    console.say("machine: %s", Machine.current().describe());
    try {
      BenchResult result = benchmark.get().run(options, console);
      out.println(result.toJson());
      return DONE;
    } catch (InputException | BenchFailure e) {
      e.getMessage().lines().forEach(line -> err.println("npexport bench: " + line));
      return FAILED;
    } catch (InterruptedException e) {
      err.println("npexport bench: interrupted");
      return FAILED;
    }
  }

  /** What the script prints too. */
  static String help() {
    try (InputStream resource = Main.class.getResourceAsStream("/npexport-bench-help.txt")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchFailure("the help is unreadable", e);
    }
  }

  private static int usage(PrintStream err, String message) {
    err.println("npexport bench: " + message);
    err.println("known: " + String.join(", ", Benchmarks.names()));
    err.println("see: npexport bench --help");
    return USAGE;
  }
}
