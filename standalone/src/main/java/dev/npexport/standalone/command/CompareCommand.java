package dev.npexport.standalone.command;

import dev.npexport.engine.compare.Comparison;
import dev.npexport.engine.compare.ComparisonReport;
import dev.npexport.engine.compare.FeatureSources;
import dev.npexport.engine.compare.ReportText;
import dev.npexport.engine.problem.InputException;
import dev.npexport.standalone.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says where the numbers of two exports differ. */
@Command(
    name = "compare",
    description = {
      "Compare the numbers of two exports field by field: archives, folders of features/ and"
          + " SAEDashboard's batch-*.json (.gz too), in any mix. Batch files count as one side.",
      "",
      "For each field: how many values were compared, how many differ, how many entries only tie"
          + " at the written digits, the largest difference, and the first places with both"
          + " values. Numbers are the same if the rounding of both files explains their distance."
          + " What SAEDashboard drew at random is compared by the set it was drawn from, and one"
          + " logit that its float32 sums count on the other side of a bin's edge is a tie.",
      "",
      "Exits with 0 if the sides are equal, 1 if they differ, 2 if an input is not usable."
    },
    footer = {
      "",
      "Examples",
      "  npexport compare before.zip after.zip",
      "  npexport compare my-sae.zip batch-*.json --tolerance 0.001"
    },
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      arity = "2..*",
      paramLabel = "PATH",
      description = "The two sides: A B, or one side and all batch files of the other.")
  private List<Path> paths;

  @Option(
      names = "--tolerance",
      paramLabel = "DIFFERENCE",
      description = "Allowed between two numbers on top of their rounding (0).")
  private double tolerance;

  @Spec private CommandSpec spec;

  private final Context context;

  CompareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance: expected a number from 0, found " + tolerance);
    }
    List<Path> batches = paths.stream().filter(FeatureSources::isBatchFile).toList();
    List<Path> others = paths.stream().filter(path -> !FeatureSources.isBatchFile(path)).toList();
    ComparisonReport report;
    try {
      report = report(batches, others);
    } catch (InputException e) {
      // to a caller that asks whether two files are equal, an unusable one is a wrong question
      e.getMessage().lines().forEach(line -> context.err().println("npexport: " + line));
      return ExitCode.USAGE;
    }
    ReportText.lines(report).forEach(context.out()::println);
    return report.isEqual() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ComparisonReport report(List<Path> batches, List<Path> others) {
    if (paths.size() == 2) {
      return Comparison.compare(paths.subList(0, 1), paths.subList(1, 2), tolerance);
    }
    if (others.size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected two sides, found %d batch files and %d other paths; batch files of two runs are"
                  .formatted(batches.size(), others.size())
              + " compared by their folders");
    }
    return paths.getFirst().equals(others.getFirst())
        ? Comparison.compare(others, batches, tolerance)
        : Comparison.compare(batches, others, tolerance);
  }
}
