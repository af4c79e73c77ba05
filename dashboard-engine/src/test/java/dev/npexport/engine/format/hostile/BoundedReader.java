package dev.npexport.engine.format.hostile;

import com.sun.management.ThreadMXBean;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a reader on its own thread and says what was wrong with how it behaved: anything thrown but
 * an {@link InputException} with a text, more memory asked for than files warrant, or no end.
 *
 * <p>Memory is all that the reader asks for from first to last, not what it holds at one time: that
 * may be four times the files' size on top of what the same reader asks for with a good file.
 */
final class BoundedReader implements AutoCloseable {

  /** Far above what any mutant needs, so that it is an end and not a measurement. */
  private static final int SECONDS = 60;

  /**
   * Buffers and tables of paths that a good file does not take, a list of all problems, the Java
   * runtime's own tables. What mutants need most was 0.85 MiB.
   */
  private static final long SLACK = 1L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final BufferPoolMXBean OFF_HEAP =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .findFirst()
          .orElseThrow();

  private static volatile long offHeap;

  /** Of one thread, so that what readers do in parallel is measured too: it runs in their pool. */
  private final ForkJoinPool thread = new ForkJoinPool(1);

  /** What a reader does with its files; it reads everything that it accepts. */
  interface Reading {

    /** Gives what it read, in a form to compare. */
    Object read() throws Exception;
  }

  /**
   * How a reading ended.
   *
   * @param said what was read, nothing if it was refused
   * @param allocated bytes that the reader asked for
   */
  record Outcome(boolean refused, Optional<String> fault, Optional<Object> said, long allocated) {}

  /**
   * Bytes of a file that count. SnakeYAML makes 80 bytes for a character of text and up to 500 for
   * one of structure, which is why no YAML of more than 16 KiB is read; see {@link BombsTest}.
   */
  static long weight(Path file) throws IOException {
    return file.toString().endsWith(".yaml") ? 20 * Files.size(file) : Files.size(file);
  }

  /** To be called by a reading when it holds the most. */
  static void holdsMost() {
    offHeap = Math.max(offHeap, OFF_HEAP.getTotalCapacity());
  }

  /**
   * Runs a reading.
   *
   * @param bytes size of its files, as {@link #weight} takes them
   * @param usual bytes that it may ask for whatever the files are
   */
  Outcome run(long bytes, long usual, Reading reading) throws InterruptedException {
    try {
      return thread.submit(() -> measured(bytes, usual, reading)).get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return failed("does not end within " + SECONDS + " seconds");
    } catch (ExecutionException e) {
      return failed(text(e.getCause()));
    }
  }

  private static Outcome failed(String fault) {
    return new Outcome(false, Optional.of(fault), Optional.empty(), 0);
  }

  private static Outcome measured(long bytes, long usual, Reading reading) {
    offHeap = 0;
    long outside = OFF_HEAP.getTotalCapacity();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    Optional<Object> said = Optional.empty();
    Optional<String> fault = Optional.empty();
    try {
      said = Optional.of(reading.read());
    } catch (InputException e) {
      refused = true;
      if (e.problems().isEmpty() || e.problems().getFirst().message().isBlank()) {
        fault = Optional.of("refused without a reason");
      }
    } catch (Throwable e) {
      fault = Optional.of(text(e));
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (fault.isEmpty() && allocated > 4 * bytes + usual + SLACK) {
      fault =
          Optional.of(
              "allocates %d bytes for %d of input, usually %d".formatted(allocated, bytes, usual));
    }
    if (fault.isEmpty() && offHeap - outside > 4 * bytes + SLACK) {
      fault =
          Optional.of(
              "holds %d bytes outside the heap for %d of input"
                  .formatted(offHeap - outside, bytes));
    }
    return new Outcome(refused, fault, said, allocated);
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
