package dev.npexport.worker.testing;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.FeatureRow;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.problem.DiskProblems;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * An engine whose shards are text files. What a step does besides is up to the test: it runs before
 * each feature and may throw, wait or look at the listener.
 */
@Alternative
@Singleton
public class FakeEngine implements ExportEngine {

  /** Runs before a feature of a shard is computed. */
  public interface Step {
    void before(int shard, int feature, ProgressListener listener) throws Exception;
  }

  /** Runs before a row of the feature table is handed out. */
  public interface RowStep {
    void before(int row, ProgressListener listener);
  }

  public static final Step NOTHING = (shard, feature, listener) -> {};

  public final Map<Integer, AtomicInteger> begun = new ConcurrentHashMap<>();
  public volatile int shards;
  public volatile int featuresInShard;
  public volatile Step step;
  public volatile RowStep rowStep;
  public volatile Runnable beforePlan;
  public volatile Consumer<ProgressListener> beforePackage;

  public FakeEngine() {
    reset();
  }

  public final void reset() {
    begun.clear();
    shards = 3;
    featuresInShard = 4;
    step = NOTHING;
    rowStep = (row, listener) -> {};
    beforePlan = () -> {};
    beforePackage = listener -> {};
  }

  @Override
  public InputFacts describe(InputPaths inputs) {
    throw new UnsupportedOperationException("workers describe nothing");
  }

  @Override
  public ExportPlan plan(ExportRequest request, ProgressListener listener) {
    beforePlan.run();
    refuseIfCancelled(listener);
    var planned = new ArrayList<ExportPlan.Shard>();
    for (var i = 0; i < shards; i++) {
      planned.add(
          new ExportPlan.Shard(i, i * featuresInShard, (i + 1) * featuresInShard, 100, 1000 + i));
    }
    return new ExportPlan(
        IntStream.range(0, shards * featuresInShard).toArray(), featuresInShard, planned);
  }

  @Override
  public List<FeatureRow> featureTable(ExportRequest request, ProgressListener listener) {
    var size = shards * featuresInShard;
    return new AbstractList<>() {
      @Override
      public FeatureRow get(int row) {
        rowStep.before(row, listener);
        return row(row);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private static FeatureRow row(int i) {
    return new FeatureRow(
        i,
        i / 100.0,
        i,
        i * 0.5f,
        i * 0.25,
        i == 0,
        i == 1 ? Optional.of(label()) : Optional.empty());
  }

  private static Label label() {
    return new Label(
        1,
        Optional.of("tab\tnew\nline \\ back\0slash"),
        Optional.of("text"),
        Optional.empty(),
        Optional.of("hand"),
        Optional.empty(),
        Optional.of(0.5),
        Optional.empty());
  }

  @Override
  public byte[] dashboard(ExportRequest request, int feature) {
    throw new UnsupportedOperationException("workers show no single features");
  }

  @Override
  public void dashboards(
      ExportRequest request,
      ExportPlan.Shard shard,
      ObjIntConsumer<byte[]> sink,
      ProgressListener listener) {
    throw new UnsupportedOperationException("nothing is computed ahead here");
  }

  @Override
  public void computeShard(
      ExportRequest request, ExportPlan.Shard shard, Path target, ProgressListener listener) {
    begun.computeIfAbsent(shard.number(), n -> new AtomicInteger()).incrementAndGet();
    var part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(part);
      var text = new StringBuilder();
      for (var i = shard.from(); i < shard.to(); i++) {
        refuseIfCancelled(listener);
        step.before(shard.number(), i, listener);
        refuseIfCancelled(listener);
        text.append("feature ").append(i).append('\n');
        listener.featuresDone(1);
      }
      Files.writeString(part.resolve("features.txt"), text);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      deletePart(part);
    }
  }

  private static void deletePart(Path part) {
    try {
      Files.deleteIfExists(part.resolve("features.txt"));
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PackagedArchive packageArchive(
      ExportRequest request,
      ExportPlan plan,
      List<Path> shardFolders,
      Path target,
      ProgressListener listener) {
    beforePackage.accept(listener);
    refuseIfCancelled(listener);
    try {
      var text = new StringBuilder("created " + request.created() + "\n");
      for (var folder : shardFolders) {
        text.append(read(folder.resolve("features.txt")));
        listener.featuresDone(featuresInShard);
      }
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      Files.write(target, bytes);
      var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new PackagedArchive(target, bytes.length, sha256, shardFolders.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells of a damaged shard as the real engine does. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw DiskProblems.reading(file, e);
    }
  }

  private static void refuseIfCancelled(ProgressListener listener) {
    if (listener.cancelled()) {
      throw new InputException(ProblemCode.CANCELLED, Path.of("-"), "", "cancelled");
    }
  }
}
