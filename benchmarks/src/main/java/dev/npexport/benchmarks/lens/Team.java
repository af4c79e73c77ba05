package dev.npexport.benchmarks.lens;

import dev.npexport.benchmarks.BenchFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that do the same work until it is done. */
final class Team implements AutoCloseable {

  private final int size;
  private final ExecutorService threads;

  Team(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size);
  }

  void run(Runnable work) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      running.add(threads.submit(work));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new BenchFailure("a thread failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchFailure("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
