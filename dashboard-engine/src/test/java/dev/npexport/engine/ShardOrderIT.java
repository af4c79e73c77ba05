package dev.npexport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.plan.ShardPlanner;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive's bytes do not say how the work was cut, who did it, in which order, how often. */
class ShardOrderIT {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final ProjectionBackend BACKEND = ProjectionBackends.choose();
  private static final int BATCH = 16;

  /** Seven batches, the last one short. */
  private static final String CONFIG =
      "{\"feature_selection\": \"custom\", \"feature_ranges\": [\"0-99\", \"1020-1023\"]}";

  @TempDir Path work;

  @Test
  void bytesAreTheSameForAnyNumberOfShardsAndWorkersAnyOrderAndAnyNumberOfAttempts()
      throws IOException {
    ExportRequest request = request();
    long whole = plan(request, Long.MAX_VALUE).shards().getFirst().cost();
    Set<String> archives = new HashSet<>();
    archives.add(export(request, Long.MAX_VALUE, 1, 1, 0));
    archives.add(export(request, whole * 3 / 8, 3, 2, 1));
    archives.add(export(request, whole * 3 / 8, 3, 3, 2));
    archives.add(export(request, 1, 7, 2, 3));
    archives.add(export(request, 1, 7, 3, 4));
    assertThat(archives).hasSize(1);
  }

  private static ExportPlan plan(ExportRequest request, long shardCost) {
    try (NpexportEngine engine = engine(shardCost, 1)) {
      return engine.plan(request, ProgressListener.NONE);
    }
  }

  /**
   * Exports by several workers, an engine each, that take shards in an order of their own. Of every
   * other shard a first attempt is broken off, and of every third a second result is thrown away.
   *
   * @return the archive's SHA-256
   */
  private String export(ExportRequest request, long shardCost, int shards, int workers, int seed) {
    Random random = new Random(seed);
    List<NpexportEngine> engines = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      engines.add(engine(shardCost, 1 + worker));
    }
    try {
      ExportPlan plan = engines.getLast().plan(request, ProgressListener.NONE);
      assertThat(plan.shards()).hasSize(shards);
      List<ExportPlan.Shard> order = new ArrayList<>(plan.shards());
      Collections.shuffle(order, random);
      Path folder = work.resolve("export-" + seed);
      for (ExportPlan.Shard shard : order) {
        Path place = folder.resolve("shard-" + shard.number());
        if (shard.number() % 2 == 0) {
          breakOff(engines.get(random.nextInt(workers)), request, shard, place);
        }
        if (shard.number() % 3 == 0) {
          engines
              .get(random.nextInt(workers))
              .computeShard(
                  request,
                  shard,
                  folder.resolve("too-late-" + shard.number()),
                  ProgressListener.NONE);
        }
        engines
            .get(random.nextInt(workers))
            .computeShard(request, shard, place, ProgressListener.NONE);
      }
      List<Path> places =
          plan.shards().stream().map(shard -> folder.resolve("shard-" + shard.number())).toList();
      return engines
          .get(random.nextInt(workers))
          .packageArchive(
              request, plan, places, folder.resolve("archive.zip"), ProgressListener.NONE)
          .sha256();
    } finally {
      engines.forEach(NpexportEngine::close);
    }
  }

  private static void breakOff(
      NpexportEngine engine, ExportRequest request, ExportPlan.Shard shard, Path place) {
    try {
      engine.computeShard(request, shard, place, new UntilSomeFeatures());
      throw new AssertionError("the attempt was not broken off");
    } catch (InputException e) {
      assertThat(e.problems().getFirst().code()).isEqualTo(ProblemCode.CANCELLED);
    }
    assertThat(place).doesNotExist();
  }

  private static final class UntilSomeFeatures implements ProgressListener {

    private int done;

    @Override
    public void featuresDone(int more) {
      done += more;
    }

    @Override
    public boolean cancelled() {
      return done >= 5;
    }
  }

  private static NpexportEngine engine(long shardCost, int threads) {
    return new NpexportEngine(BACKEND, threads, new ShardPlanner(shardCost, BATCH), Disk.LOCAL);
  }

  private ExportRequest request() throws IOException {
    InputPaths paths =
        new InputPaths(
            SAMPLE.resolve("sae"),
            SAMPLE.resolve("model"),
            SAMPLE.resolve("activations/columnar.safetensors"),
            Optional.of(SAMPLE.resolve("labels.jsonl")));
    try (NpexportEngine engine = engine(1, 1)) {
      InputFacts facts = engine.describe(paths);
      return new ExportRequest(
          facts.saeId(),
          "sample",
          paths,
          facts.fingerprints(),
          ExportOptionsParser.parse(new ObjectMapper().readTree(CONFIG)),
          Instant.parse("2026-08-21T10:00:00Z"),
          work.resolve("prepared"));
    }
  }
}
