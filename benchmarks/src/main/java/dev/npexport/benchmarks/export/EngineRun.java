package dev.npexport.benchmarks.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.Seconds;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.kernel.ProjectionBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole export by the engine as a worker drives it: plan, shards, archive.
 *
 * @param planSeconds opening, checking, preparing what is not prepared, and planning
 */
public record EngineRun(
    double planSeconds, double shardSeconds, double packageSeconds, PackagedArchive archive) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request for the first features with these options, fingerprints taken. */
  public static ExportRequest request(
      ProjectionBackend backend, InputPaths inputs, String config, int features, Path folder) {
    try (NpexportEngine engine = new NpexportEngine(backend, 1)) {
      InputFacts facts = engine.describe(inputs);
      ObjectNode options = (ObjectNode) read(config);
      if (features < facts.dSae()) {
        options.put("feature_selection", "custom");
        options.putArray("feature_ranges").add("0-" + (features - 1));
      }
      return new ExportRequest(
          facts.saeId(),
          "benchmark",
          inputs,
          facts.fingerprints(),
          ExportOptionsParser.parse(options),
          Instant.EPOCH,
          folder.resolve("prepared"));
    }
  }

  /** Runs it with an engine that is opened for it. */
  public static EngineRun of(
      ProjectionBackend backend, ExportRequest request, int threads, Path folder) {
    try (NpexportEngine engine = new NpexportEngine(backend, threads)) {
      Files.createDirectories(folder);
      ExportPlan[] plan = new ExportPlan[1];
      double planSeconds = Seconds.of(() -> plan[0] = engine.plan(request, ProgressListener.NONE));
      List<Path> shards = new ArrayList<>();
      double shardSeconds =
          Seconds.of(
              () -> {
                for (ExportPlan.Shard shard : plan[0].shards()) {
                  Path target = folder.resolve("shard-" + shard.number());
                  engine.computeShard(request, shard, target, ProgressListener.NONE);
                  shards.add(target);
                }
              });
      PackagedArchive[] archive = new PackagedArchive[1];
      double packageSeconds =
          Seconds.of(
              () ->
                  archive[0] =
                      engine.packageArchive(
                          request,
                          plan[0],
                          shards,
                          folder.resolve("archive.zip"),
                          ProgressListener.NONE));
      return new EngineRun(planSeconds, shardSeconds, packageSeconds, archive[0]);
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + folder, e);
    }
  }

  public double seconds() {
    return planSeconds + shardSeconds + packageSeconds;
  }

  private static JsonNode read(String config) {
    try {
      return JSON.readTree(config);
    } catch (IOException e) {
      throw new BenchFailure("no JSON: " + config, e);
    }
  }
}
