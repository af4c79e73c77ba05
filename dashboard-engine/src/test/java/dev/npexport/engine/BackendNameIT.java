package dev.npexport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.nd4j.Nd4jBackend;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import dev.npexport.engine.plan.ShardPlanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive says what multiplied, whoever was asked to. */
class BackendNameIT {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final InputPaths PATHS =
      new InputPaths(
          SAMPLE.resolve("sae"),
          SAMPLE.resolve("model"),
          SAMPLE.resolve("activations/columnar.safetensors"),
          Optional.empty());

  @TempDir Path work;

  @Test
  void saysWhatMultipliedWhereABackendLeavesColumnsToAnother() throws IOException {
    assertThat(backend("", new LeavesItToAnother())).isEqualTo("reference");
    assertThat(backend("\"include_logit_lens\": false,", new LeavesItToAnother()))
        .isEqualTo("reference");
  }

  @Test
  void saysWhatWasAskedForWhereNothingIsMultiplied() throws IOException {
    String nothing = "\"include_logit_lens\": false, \"include_neuronpedia_import\": false,";
    assertThat(backend(nothing, new LeavesItToAnother())).isEqualTo("asked");
  }

  @Test
  void workersWithDifferentBackendsShareAnExport() throws IOException {
    assertThat(backend("", new ReferenceBackend(), new Nd4jBackend())).isEqualTo("nd4j+reference");
  }

  private record LeavesItToAnother() implements ProjectionBackend {

    @Override
    public String name() {
      return "asked";
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Projector open(RowSource columns, BitSet excluded) {
      return new ReferenceBackend().open(columns, excluded);
    }
  }

  /** What an export's metadata says, of which each backend computes one shard. */
  private String backend(String options, ProjectionBackend... backends) throws IOException {
    List<NpexportEngine> engines = new ArrayList<>();
    for (ProjectionBackend backend : backends) {
      engines.add(new NpexportEngine(backend, 1, new ShardPlanner(1, 1), Disk.LOCAL));
    }
    Path folder = work.resolve("export-" + options.length() + "-" + backends.length);
    try {
      ExportRequest request = request(engines.getFirst(), options, backends.length);
      ExportPlan plan = engines.getFirst().plan(request, ProgressListener.NONE);
      assertThat(plan.shards()).hasSameSizeAs(engines);
      List<Path> places = new ArrayList<>();
      for (ExportPlan.Shard shard : plan.shards()) {
        Path place = folder.resolve("shard-" + shard.number());
        engines.get(shard.number()).computeShard(request, shard, place, ProgressListener.NONE);
        places.add(place);
      }
      Path archive = folder.resolve("archive.zip");
      engines.getLast().packageArchive(request, plan, places, archive, ProgressListener.NONE);
      return metadata(archive).at("/generation_info/backend").textValue();
    } finally {
      engines.forEach(NpexportEngine::close);
    }
  }

  private static JsonNode metadata(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream metadata = zip.getInputStream(zip.getEntry("metadata.json"))) {
      return new ObjectMapper().readTree(metadata);
    }
  }

  private ExportRequest request(NpexportEngine engine, String options, int features)
      throws IOException {
    InputFacts facts = engine.describe(PATHS);
    String config =
        "{%s \"feature_selection\": \"custom\", \"feature_ranges\": [\"0-%d\"]}"
            .formatted(options, features - 1);
    return new ExportRequest(
        facts.saeId(),
        "sample",
        PATHS,
        facts.fingerprints(),
        ExportOptionsParser.parse(new ObjectMapper().readTree(config)),
        Instant.parse("2026-08-21T10:00:00Z"),
        work.resolve("prepared"));
  }
}
