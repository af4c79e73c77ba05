package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.disk.Unfinished;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.problem.DiskProblems;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Writes one shard folder from dashboards in the order of the selection. Blocks are encoded by
 * other threads, their results written in order by the caller's, so the bytes do not depend on
 * threads. The folder appears complete with {@link #finish} or not at all.
 */
public final class ShardWriter implements AutoCloseable {

  /** Blocks that may wait or run at once for each thread; more would only cost memory. */
  private static final int AHEAD = 2;

  private final BlockEncoder encoder;
  private final ExecutorService threads;
  private final int blocksAhead;
  private final ShardLayout layout;
  private final Path target;
  private final Unfinished folder;
  private final ShardContent content;
  private final Queue<Running> running = new ArrayDeque<>();
  private List<FeatureDashboard> block = new ArrayList<>();
  private int place;

  /**
   * @param threads that encode blocks
   * @param threadCount how many there are
   */
  public ShardWriter(
      Disk disk,
      Path target,
      ShardLayout layout,
      BlockEncoder encoder,
      ExecutorService threads,
      int threadCount) {
    this.encoder = encoder;
    this.threads = threads;
    this.blocksAhead = AHEAD * threadCount;
    this.layout = layout;
    this.target = target;
    this.place = layout.from();
    try {
      this.folder = Unfinished.folder(target);
    } catch (IOException e) {
      throw DiskProblems.writing(target, e);
    }
    try {
      this.content = new ShardContent(disk, folder.path(), layout);
    } catch (IOException e) {
      folder.close();
      throw DiskProblems.writing(target, e);
    }
  }

  /**
   * Takes the next feature.
   *
   * @throws InputException if a file cannot be written or a value has no JSON
   */
  public void accept(FeatureDashboard dashboard) {
    block.add(dashboard);
    place++;
    if (layout.endsBlock(place)) {
      encodeBlock();
    }
    while (running.size() > blocksAhead) {
      writeNext();
    }
  }

  /** Writes what is left and gives the folder its name. */
  public void finish() {
    if (place != layout.to()) {
      throw new IllegalStateException(
          "the shard ends at place %d, not at %d".formatted(layout.to(), place));
    }
    while (!running.isEmpty()) {
      writeNext();
    }
    try {
      content.finish();
      folder.publish();
    } catch (IOException e) {
      throw DiskProblems.writing(target, e);
    }
  }

  private void encodeBlock() {
    List<FeatureDashboard> full = block;
    block = new ArrayList<>(full.size());
    EncodedBlock encoded = encoder.take();
    running.add(
        new Running(
            encoded,
            threads.submit(() -> encoder.features(full, encoded)),
            threads.submit(() -> encoder.rows(full, encoded))));
  }

  private void writeNext() {
    try {
      Running next = running.remove();
      next.features().get();
      next.rows().get();
      content.append(next.block());
      encoder.release(next.block());
    } catch (IOException e) {
      throw DiskProblems.writing(target, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputException problem) {
        throw problem;
      }
      throw new IllegalStateException("a block cannot be encoded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing " + target, e);
    }
  }

  @Override
  public void close() {
    running.forEach(
        block -> {
          block.features().cancel(false);
          block.rows().cancel(false);
        });
    try (folder) {
      content.close();
    } catch (IOException e) {
      throw DiskProblems.writing(target, e);
    }
  }

  /**
   * A block that is being encoded. Its halves are tasks of their own: at the end of a shard,
   * threads run out of work less far apart.
   */
  private record Running(EncodedBlock block, Future<?> features, Future<?> rows) {}
}
