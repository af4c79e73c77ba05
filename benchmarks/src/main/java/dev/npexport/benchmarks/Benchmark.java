package dev.npexport.benchmarks;

/** One comparison: our work and the peer's, in one run. */
public interface Benchmark {

  /** As in {@code npexport bench NAME}. */
  String name();

  /**
   * Runs it to the end.
   *
   * @throws BenchFailure if there is no number to give
   * @throws dev.npexport.engine.problem.InputException if an input of the options is wrong
   */
  BenchResult run(BenchOptions options, Console console) throws InterruptedException;
}
