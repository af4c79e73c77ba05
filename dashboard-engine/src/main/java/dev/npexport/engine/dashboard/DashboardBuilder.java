package dev.npexport.engine.dashboard;

import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.problem.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Computes the dashboards of selected features on a few threads. Their order and every number in
 * them are the same for any number of threads and any cut into calls.
 */
public final class DashboardBuilder {

  private static final int BLOCK_WITHOUT_PRODUCT = 64;

  private final DashboardInputs inputs;
  private final ExportOptions options;
  private final int threads;
  private final ConcurrentLinkedQueue<BlockComputer> computers = new ConcurrentLinkedQueue<>();

  public DashboardBuilder(DashboardInputs inputs, ExportOptions options, int threads) {
    this.inputs = inputs;
    this.options = options;
    this.threads = threads;
    computers.add(new BlockComputer(inputs, options));
  }

  /**
   * Hands over the dashboards of {@code selected[from .. to)} in order, on the calling thread.
   *
   * @throws dev.npexport.engine.problem.InputException with {@code cancelled} when the listener
   *     says so
   */
  public void build(
      int[] selected,
      int from,
      int to,
      ProgressListener listener,
      Consumer<FeatureDashboard> sink) {
    build(selected, from, to, listener, Function.identity(), sink);
  }

  /**
   * As {@link #build(int[], int, int, ProgressListener, Consumer)}, with more of the work on the
   * computing threads.
   *
   * @param finish turns a dashboard into what is handed over; runs on several threads at once
   */
  public <T> void build(
      int[] selected,
      int from,
      int to,
      ProgressListener listener,
      Function<FeatureDashboard, T> finish,
      Consumer<T> sink) {
    int block = blockSize(to - from);
    Cancellation cancellation = new Cancellation(listener::cancelled);
    OrderedBlocks blocks = new OrderedBlocks(threads, cancellation);
    blocks.run(
        Math.ceilDiv(to - from, block),
        number -> {
          int start = from + number * block;
          return compute(selected, start, Math.min(start + block, to), finish);
        },
        finished -> {
          for (T one : finished) {
            cancellation.check();
            sink.accept(one);
            listener.featuresDone(1);
          }
        });
  }

  private <T> List<T> compute(
      int[] selected, int from, int to, Function<FeatureDashboard, T> finish) {
    BlockComputer pooled = computers.poll();
    BlockComputer computer = pooled == null ? new BlockComputer(inputs, options) : pooled;
    List<T> finished = new ArrayList<>(to - from);
    computer.compute(selected, from, to, dashboard -> finished.add(finish.apply(dashboard)));
    computers.add(computer);
    return finished;
  }

  /** As large as products like it, but such that all threads end at about the same time. */
  private int blockSize(int features) {
    int largest = inputs.unembedding().map(Projector::rowBlock).orElse(BLOCK_WITHOUT_PRODUCT);
    int rounds = Math.ceilDiv(Math.max(features, 1), largest * threads);
    return Math.max(1, Math.ceilDiv(features, rounds * threads));
  }
}
