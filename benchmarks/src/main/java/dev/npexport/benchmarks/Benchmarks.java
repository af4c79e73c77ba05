package dev.npexport.benchmarks;

import dev.npexport.benchmarks.api.ApiBenchmark;
import dev.npexport.benchmarks.api.BrowseBenchmark;
import dev.npexport.benchmarks.dashboard.DashboardBenchmark;
import dev.npexport.benchmarks.export.ExportBenchmark;
import dev.npexport.benchmarks.lens.LogitLensBenchmark;
import dev.npexport.benchmarks.packaging.PackagingBenchmark;
import dev.npexport.benchmarks.scale.ScaleBenchmark;
import dev.npexport.benchmarks.workers.WorkersBenchmark;
import java.util.List;
import java.util.Optional;

/** The table of benchmarks. A new one is a class, a row here and a line of the help. */
final class Benchmarks {

  private static final List<Benchmark> TABLE =
      List.of(
          new LogitLensBenchmark(),
          new ExportBenchmark(),
          new ScaleBenchmark(),
          new PackagingBenchmark(),
          new DashboardBenchmark(),
          new ApiBenchmark(),
          new BrowseBenchmark(),
          new WorkersBenchmark());

  private Benchmarks() {}

  static List<String> names() {
    return TABLE.stream().map(Benchmark::name).toList();
  }

  static Optional<Benchmark> named(String name) {
    return TABLE.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
