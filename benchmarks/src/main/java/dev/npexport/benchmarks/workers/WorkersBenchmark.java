package dev.npexport.benchmarks.workers;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An export of many shards by two worker processes beside the same by one, each pinned to a core of
 * its own, and by four in a simulation that replays the shard times of the one. Processes are warm;
 * they take shards as workers do, the next one when the last is done, but from a folder and not
 * from a broker. The one goes before and after the two, and its better time counts.
 */
public final class WorkersBenchmark implements Benchmark {

  private static final int FEATURES = 6_144;

  @Override
  public String name() {
    return "workers";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    try (WorkFolder work = WorkFolder.create(options)) {
      InputPaths inputs = BenchInputs.large(options, work.path(), console);
      SharedExport export =
          new SharedExport(inputs, options.features().orElse(FEATURES), work.path());
      try (NpexportEngine engine = export.engine()) {
        console.say("preparing the activations");
        engine.plan(export.request(), ProgressListener.NONE);
      }
      console.say("what two cores do beside one");
      double cores = Cores.twoBesideOne();
      Outcome before = outcome(export, 1, console);
      Outcome two = outcome(export, 2, console);
      Outcome after = outcome(export, 1, console);
      // the first of all is the slowest, whoever it is: the machine is not warm yet
      Outcome one = before.total() < after.total() ? before : after;
      if (!one.sha256().equals(two.sha256())) {
        throw new BenchFailure("one worker and two have made different archives");
      }
      double four = one.planning() + Schedule.makespan(one.shardSeconds(), 4) + one.packaging();
      return new BenchResult(
              name(), two.total(), "one worker", OptionalDouble.of(one.total()), export.backend())
          .with("features", export.features())
          .with("shards", one.shardSeconds().size())
          .with("two_cores_beside_one", cores)
          .with("one_planning_s", one.planning())
          .with("one_computing_s", one.computing())
          .with("one_shard_mean_s", one.shardMean())
          .with("one_packaging_s", one.packaging())
          .with("two_planning_s", two.planning())
          .with("two_computing_s", two.computing())
          .with("two_shard_mean_s", two.shardMean())
          .with("two_waiting_s", two.waiting())
          .with("two_packaging_s", two.packaging())
          .with("four_simulated_s", four)
          .with("four_simulated_ratio", one.total() / four);
    }
  }

  /**
   * How an export went.
   *
   * @param waiting seconds that workers had nothing to do while others computed, added up
   */
  private record Outcome(
      double planning,
      double computing,
      double waiting,
      double packaging,
      List<Double> shardSeconds,
      String sha256) {

    double total() {
      return planning + computing + packaging;
    }

    double shardMean() {
      return shardSeconds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  private static Outcome outcome(SharedExport export, int count, Console console)
      throws InterruptedException {
    Path folder = export.folder().resolve("by-" + count);
    List<WorkerProcess> workers = new ArrayList<>();
    try (NpexportEngine engine = export.engine()) {
      for (int core = 0; core < count; core++) {
        workers.add(WorkerProcess.start(export, folder, core));
      }
      workers.forEach(WorkerProcess::awaitReady);
      // Inputs are open, as they are in a worker that has done a job before.
      engine.plan(export.request(), ProgressListener.NONE);
      ExportPlan[] plan = new ExportPlan[1];
      double planning =
          Seconds.of(() -> plan[0] = engine.plan(export.request(), ProgressListener.NONE));
      List<WorkerProcess.Times> times = new ArrayList<>();
      double computing =
          Seconds.of(
              () -> {
                workers.forEach(WorkerProcess::go);
                workers.forEach(worker -> times.add(worker.awaitEnd()));
              });
      PackagedArchive[] archive = new PackagedArchive[1];
      Runnable packs =
          () ->
              archive[0] =
                  engine.packageArchive(
                      export.request(),
                      plan[0],
                      SharedExport.shards(folder, plan[0]),
                      folder.resolve("archive.zip"),
                      ProgressListener.NONE);
      packs.run(); // until the compiler has seen that code too
      WorkFolder.remove(folder.resolve("archive.zip"));
      double packaging = Seconds.of(packs::run);
      double waiting =
          times.stream().mapToDouble(each -> Math.max(0, computing - each.busy())).sum();
      List<Double> shards = times.stream().flatMap(each -> each.shards().stream()).toList();
      console.say(
          "%d workers: planning %.2f s, computing %.2f s, packaging %.2f s",
          count, planning, computing, packaging);
      return new Outcome(planning, computing, waiting, packaging, shards, archive[0].sha256());
    } finally {
      workers.forEach(WorkerProcess::close);
      WorkFolder.remove(folder);
    }
  }
}
