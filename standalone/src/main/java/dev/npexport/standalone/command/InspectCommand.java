package dev.npexport.standalone.command;

import dev.npexport.engine.inspect.Inspection;
import dev.npexport.engine.inspect.Inspector;
import dev.npexport.engine.problem.Problem;
import dev.npexport.standalone.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a folder or file is, and everything that is wrong with it. */
@Command(
    name = "inspect",
    description = {
      "Say what a folder or file is: SAE, model, activation cache, labels or archive,",
      "with everything that is wrong with it. Exits with 1 when something is."
    },
    footer = {
      "",
      "Examples",
      "  npexport inspect my-sae",
      "  npexport inspect latents/",
      "  npexport inspect my-sae.zip"
    })
final class InspectCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", description = "Folder or file.")
  private Path path;

  private final Context context;

  InspectCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Inspection inspection = Inspector.inspect(path);
    inspection.lines().forEach(context.out()::println);
    if (inspection.isSound()) {
      context.out().println("no problems found");
      return ExitCode.DONE;
    }
    for (Problem problem : inspection.problems()) {
      context.err().println("npexport: " + problem.sentence());
    }
    return ExitCode.FAILED;
  }
}
