package dev.npexport.benchmarks;

import dev.npexport.benchmarks.lens.LogitLensBenchmark;
import java.util.List;
import java.util.Optional;

/** The table of benchmarks. A new one is a class, a row here and a line of the help. */
final class Benchmarks {

  private static final List<Benchmark> TABLE = List.of(new LogitLensBenchmark());

  private Benchmarks() {}

  static List<String> names() {
    return TABLE.stream().map(Benchmark::name).toList();
  }

  static Optional<Benchmark> named(String name) {
    return TABLE.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
