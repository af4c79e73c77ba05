package dev.npexport.benchmarks;

/** Takes the time of a piece of work. */
public final class Seconds {

  private Seconds() {}

  public static double of(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }
}
