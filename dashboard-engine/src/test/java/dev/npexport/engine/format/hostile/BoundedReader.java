package dev.npexport.engine.format.hostile;

import com.sun.management.ThreadMXBean;
import dev.npexport.engine.problem.InputException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a reader on its own thread and says what was wrong with how it behaved: anything thrown but
 * an {@link InputException} with a text, more memory asked for than files warrant, or no end.
 */
final class BoundedReader implements AutoCloseable {

  /** Far above what any mutant needs, so that it is an end and not a measurement. */
  private static final int SECONDS = 60;

  /** Buffers and tables of a fixed size, which do not depend on the input. */
  private static final long FIXED = 16L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** What a reader does with its files; it reads everything that it accepts. */
  interface Reading {
    void run() throws Exception;
  }

  /** How a reading ended. */
  record Outcome(boolean refused, Optional<String> fault) {}

  Outcome run(long bytes, Reading reading) throws InterruptedException {
    try {
      return thread.submit(() -> measured(bytes, reading)).get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new Outcome(false, Optional.of("does not end within " + SECONDS + " seconds"));
    } catch (ExecutionException e) {
      return new Outcome(false, Optional.of(text(e.getCause())));
    }
  }

  private static Outcome measured(long bytes, Reading reading) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    Optional<String> fault = Optional.empty();
    try {
      reading.run();
    } catch (InputException e) {
      refused = true;
      if (e.problems().isEmpty() || e.problems().getFirst().message().isBlank()) {
        fault = Optional.of("refused without a reason");
      }
    } catch (Throwable e) {
      fault = Optional.of(text(e));
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (fault.isEmpty() && allocated > 4 * bytes + FIXED) {
      fault = Optional.of("allocates %d bytes for %d of input".formatted(allocated, bytes));
    }
    return new Outcome(refused, fault);
  }

  private static String text(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    StackTraceElement[] trace = e.getStackTrace();
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
