package dev.npexport.engine.dashboard;

import dev.npexport.engine.problem.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Computes numbered blocks on a few threads and hands them over in order on the calling thread. At
 * most one block more than there are threads is being computed or waits, so memory is bounded.
 */
final class OrderedBlocks {

  private static final long POLL_MILLIS = 200;

  private final int threads;
  private final Cancellation cancellation;

  OrderedBlocks(int threads, Cancellation cancellation) {
    this.threads = threads;
    this.cancellation = cancellation;
  }

  /**
   * Runs blocks 0 … count − 1.
   *
   * @throws dev.npexport.engine.problem.InputException once it is cancelled; no thread is left
   *     working when this returns or throws
   */
  <T> void run(int count, IntFunction<T> block, Consumer<T> sink) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("dashboards-", 0).factory());
    try {
      Deque<Future<T>> inOrder = new ArrayDeque<>();
      int submitted = 0;
      for (int done = 0; done < count; done++) {
        while (submitted < count && inOrder.size() <= threads) {
          int number = submitted++;
          inOrder.add(executor.submit(() -> block.apply(number)));
        }
        sink.accept(await(inOrder.remove()));
      }
    } finally {
      executor.shutdownNow();
      awaitEnd(executor);
    }
  }

  private <T> T await(Future<T> future) {
    while (true) {
      cancellation.check();
      try {
        return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  /** Blocks look for interruption all the time; what they read may be closed after this. */
  private static void awaitEnd(ExecutorService executor) {
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
