package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.chaos.ChaosConfig;
import dev.npexport.standalone.chaos.ChaosReport;
import dev.npexport.standalone.chaos.ChaosRun;
import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LauncherLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks an installation of its own in every way there is and checks that no job is lost. */
@Command(
    name = "chaos",
    description = {
      "Break an installation of its own again and again while it exports the sample: kill -9 of"
          + " workers, API, broker and database, stopped workers, broken and stalled connections,"
          + " duplicated and reordered messages, a full disk, truncated shards.",
      "Checks that every job ends as it should, that every archive has the bytes of the"
          + " undisturbed one, and that no file, row or message is left. Exits with 1 if not.",
      "The last line of standard output is one JSON object."
    },
    footer = {
      "",
      "Examples",
      "  npexport chaos --seed 1 --faults 30",
      "  npexport chaos --seed 1 --faults 30 --round 2"
    },
    sortOptions = false)
final class ChaosCommand implements Callable<Integer> {

  private static final int FEWEST_WORKERS = 2;
  private static final int MOST_WORKERS = 3;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed and number of faults give the same schedule. Default: 1.")
  private long seed = 1;

  @Option(names = "--faults", paramLabel = "N", description = "How many. Default: 50.")
  private int faults = 50;

  @Option(names = "--workers", paramLabel = "N", description = "2 or 3. Default: 2.")
  private int workers = FEWEST_WORKERS;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "Jobs under way at any time. Default: 3.")
  private int jobs = 3;

  @Option(
      names = "--broker",
      paramLabel = "NAME",
      description = "embedded, or rabbitmq where it is installed. Default: embedded.")
  private ChaosConfig.Broker broker = ChaosConfig.Broker.embedded;

  @Option(
      names = "--round",
      paramLabel = "R",
      description = "Only this round of the schedule, to replay it.")
  private Optional<Integer> round = Optional.empty();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Folder of its own. Default: .npexport/chaos beside the npexport script.")
  private Optional<Path> dataDir = Optional.empty();

  @Spec private picocli.CommandLine.Model.CommandSpec spec;

  private final Context context;

  ChaosCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireAtLeast("--faults", faults, 1);
    requireAtLeast("--jobs", jobs, 1);
    requireAtLeast("--workers", workers, FEWEST_WORKERS);
    if (workers > MOST_WORKERS) {
      throw new ParameterException(spec.commandLine(), "--workers: at most " + MOST_WORKERS);
    }
    Installation installation = Installation.current();
    DataFolder folder =
        DataFolder.open(
            dataDir.orElseGet(() -> installation.home().resolve(".npexport").resolve("chaos")));
    LauncherLog.writeTo(folder);
    ChaosConfig config =
        new ChaosConfig(installation, folder, seed, faults, workers, jobs, broker, round);
    ChaosRun run = new ChaosRun(config, context.err()::println);
    Runnable close = run::close;
    context.shutdown().add(close);
    try {
      return tell(run.run());
    } finally {
      run.close();
      context.shutdown().remove(close);
    }
  }

  private int tell(ChaosReport report) {
    context.err().print(report.text());
    context
        .err()
        .println(
            "the same schedule again: npexport chaos --seed %d --faults %d --workers %d --jobs %d --broker %s [--round R]"
                .formatted(seed, faults, workers, jobs, broker));
    context.out().println(report.json());
    context.out().flush();
    return report.violations().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(spec.commandLine(), option + ": at least " + least);
    }
  }
}
