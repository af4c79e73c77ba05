package dev.npexport.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.shard.BlockEncoder;
import dev.npexport.engine.archive.shard.BlockPool;
import dev.npexport.engine.archive.shard.ShardKey;
import dev.npexport.engine.archive.shard.ShardLayout;
import dev.npexport.engine.archive.shard.ShardWriter;
import dev.npexport.engine.archive.shard.SmallDisk;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.format.activation.FakeActivations;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.inspect.Inspector;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivePackagerTest {

  private static final int FEATURES = 53;
  private static final int BATCH = 16;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  private static final Labels LABELS =
      Samples.labels(
          Samples.label(1, "one", "top_tokens", "openai/gpt-4o"),
          Samples.label(1, "uno", null, null),
          Samples.label(17, "seventeen", "human", null));

  private final FakeSae sae = FakeSae.of(8, FEATURES);
  private final FakeActivations cache = Samples.cache(FEATURES);

  @TempDir Path work;

  @AfterAll
  static void stopThreads() {
    THREADS.shutdown();
  }

  @Test
  void entriesStandInTheirOrderWithOneTime() throws IOException {
    var archive = export("{}", "a", BATCH, 1);
    var names = new ArrayList<String>();
    try (var zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(archive.path()).get()) {
      for (ZipArchiveEntry entry :
          (Iterable<ZipArchiveEntry>) () -> zip.getEntriesInPhysicalOrder().asIterator()) {
        names.add(entry.getName());
      }
    }
    var source = "neuronpedia/v1/gpt2-small/2-res-x/";
    var expected = new ArrayList<>(List.of("metadata.json", "README.md"));
    IntStream.range(0, FEATURES).forEach(i -> expected.add("features/" + i + ".json"));
    expected.addAll(
        List.of(
            "explanations/explanations.json",
            "saelens/cfg.json",
            "saelens/sae_weights.safetensors",
            "saelens/sparsity.safetensors",
            "neuronpedia/v1/config/explanation_model_type.jsonl",
            "neuronpedia/v1/config/explanation_type.jsonl",
            "neuronpedia/v1/config/explanation_score_model.jsonl",
            "neuronpedia/v1/config/explanation_score_type.jsonl",
            "neuronpedia/v1/config/eval_type.jsonl",
            source + "release.jsonl",
            source + "model.jsonl",
            source + "sourceset.jsonl",
            source + "source.jsonl"));
    for (int i = 0; i < 4; i++) {
      expected.add(source + "features/batch-" + i + ".jsonl.gz");
    }
    for (int i = 0; i < 4; i++) {
      expected.add(source + "activations/batch-" + i + ".jsonl.gz");
    }
    // features 1 and 17 alone have labels: no file without a line
    expected.add(source + "explanations/batch-0.jsonl.gz");
    expected.add(source + "explanations/batch-1.jsonl.gz");
    expected.add("manifest.json");
    assertThat(names).isEqualTo(expected).hasSize(archive.entries());
    try (var zip = new ZipFile(archive.path().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct())
          .containsExactly(LocalDateTime.of(1980, 1, 1, 0, 0));
      assertThat(zip.stream().map(ZipEntry::getExtra)).containsOnlyNulls();
      assertThat(zip.getEntry("saelens/sae_weights.safetensors").getMethod())
          .isEqualTo(ZipEntry.STORED);
      assertThat(zip.getEntry(source + "features/batch-0.jsonl.gz").getMethod())
          .isEqualTo(ZipEntry.STORED);
      assertThat(zip.getEntry("features/0.json").getMethod()).isEqualTo(ZipEntry.DEFLATED);
    }
  }

  @Test
  void theManifestIsTrue() throws IOException {
    var archive = export("{}", "a", BATCH, 2);
    try (var zip = new ZipFile(archive.path().toFile())) {
      var manifest = new ObjectMapper().readTree(read(zip, "manifest.json")).get("entries");
      assertThat(manifest.size()).isEqualTo(archive.entries() - 1);
      for (var entry : manifest) {
        var content = read(zip, entry.get("path").textValue());
        assertThat(entry.get("size").intValue()).isEqualTo(content.length);
        assertThat(entry.get("sha256").textValue()).isEqualTo(Sha256.hex(content));
      }
    }
    var bytes = Files.readAllBytes(archive.path());
    assertThat(archive.sha256()).isEqualTo(Sha256.hex(bytes));
    assertThat(archive.sizeBytes()).isEqualTo(bytes.length);
  }

  @Test
  void shardsThreadsAndZonesDoNotChangeTheBytes() throws IOException {
    var zone = TimeZone.getDefault();
    try {
      var one = export("{}", "one", BATCH, 1);
      var many = export("{}", "many", BATCH, 4);
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      var again = export("{}", "again", BATCH, 2);
      assertThat(many.sha256()).isEqualTo(one.sha256()).isEqualTo(again.sha256());
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void batchesHoldTheRowsOfTheirFeatures() throws IOException {
    var archive = export("{}", "a", BATCH, 2);
    try (var zip = new ZipFile(archive.path().toFile())) {
      var source = "neuronpedia/v1/gpt2-small/2-res-x/";
      var rows = lines(zip, source + "features/batch-3.jsonl.gz");
      assertThat(rows).hasSize(FEATURES - 3 * BATCH);
      assertThat(rows.getFirst()).contains("\"index\":\"48\"");
      var activations = lines(zip, source + "activations/batch-0.jsonl.gz");
      assertThat(activations).hasSize(2 * 13).allMatch(row -> row.startsWith("{\"id\":\"c"));
      assertThat(lines(zip, source + "explanations/batch-0.jsonl.gz")).hasSize(2);
      assertThat(text(zip, "neuronpedia/v1/config/explanation_type.jsonl").lines())
          .hasSize(3)
          .first()
          .asString()
          .contains("\"human\"");
      assertThat(text(zip, "explanations/explanations.json"))
          .isEqualTo(
              """
              {"explanations":[{"feature_index":1,"explanations":[\
              {"description":"one","method":"top_tokens","model":"openai/gpt-4o","score":0.212},\
              {"description":"uno","score":0.212}]},{"feature_index":17,"explanations":[\
              {"description":"seventeen","method":"human","score":0.212}]}]}""");
      assertThat(text(zip, "features/17.json")).contains("\"label\":\"seventeen\"");
    }
  }

  @Test
  void theWeightsAreTheSourcesBytesAndTheConfigHasItsId() throws IOException {
    var archive = export("{}", "a", BATCH, 1);
    try (var zip = new ZipFile(archive.path().toFile())) {
      var weights = read(zip, "saelens/sae_weights.safetensors");
      assertThat(new String(weights, 8, 200, StandardCharsets.ISO_8859_1))
          .contains("\"W_dec\":{\"dtype\":\"BF16\",\"shape\":[53,8],\"data_offsets\":[0,848]}");
      assertThat(weights)
          .endsWith(sae.tensors().get("b_dec").bytes().toArray(ValueLayout.JAVA_BYTE));
      assertThat(text(zip, "saelens/cfg.json"))
          .isEqualTo(
              """
              {"architecture":"jumprelu","metadata":{"model_name":"gpt2-small",\
              "note":"na\\u00EFve \\uD83D","neuronpedia_id":"gpt2-small/2-res-x"}}""");
      assertThat(read(zip, "saelens/sparsity.safetensors")).hasSizeGreaterThan(4 * FEATURES);
    }
  }

  @Test
  void metadataSaysWhatTheArchiveHolds() throws IOException {
    var archive =
        export("{'include_saelens_weights': false, 'include_explanations': false}", "a", BATCH, 1);
    try (var zip = new ZipFile(archive.path().toFile())) {
      var metadata = new ObjectMapper().readTree(read(zip, "metadata.json"));
      assertThat(text(zip, "metadata.json"))
          .startsWith("{\n  \"sae_id\": \"6f1c0b7e-0000-5000-8000-000000000000\",\n")
          .endsWith("}\n");
      assertThat(metadata.get("includes").toString())
          .isEqualTo(
              """
              {"logit_lens":true,"histograms":true,"top_tokens":true,"examples":true,\
              "explanations":false,"saelens_weights":false,"neuronpedia_import":true}""");
      assertThat(metadata.get("feature_count").intValue()).isEqualTo(FEATURES);
      assertThat(metadata.get("export_date").textValue()).isEqualTo("2026-08-21T10:00:00.000Z");
      assertThat(metadata.get("created_at")).isEqualTo(metadata.get("export_date"));
      assertThat(metadata.get("generation_info").get("backend").textValue()).isEqualTo("fake");
      assertThat(metadata.get("generation_info").get("version").textValue()).matches("\\d+\\..*");
      assertThat(metadata.has("hook_name_out")).isFalse();
      assertThat(metadata.get("warnings").get(0).textValue()).isEqualTo("The cache looks odd.");
      assertThat(zip.getEntry("saelens/cfg.json")).isNull();
      assertThat(zip.getEntry("explanations/explanations.json")).isNull();
      assertThat(text(zip, "features/17.json")).doesNotContain("label");
      var readme = text(zip, "README.md");
      assertThat(readme)
          .startsWith("# my \\| sae of note\n")
          .contains("The cache looks odd.")
          .doesNotContain("load_from_disk")
          .contains("modelId=gpt2-small&sourceId=2-res-x");
    }
  }

  @Test
  void withoutTheTreeThereIsNone() throws IOException {
    var archive = export("{'include_neuronpedia_import': false}", "a", BATCH, 2);
    try (var zip = new ZipFile(archive.path().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(n -> n.startsWith("neuronpedia/"));
    }
  }

  @Test
  void aTruncatedShardIsNamed() throws IOException {
    var plan = plan(BATCH, 2);
    var folders = shards("{}", plan, "s", Disk.LOCAL);
    var file = folders.get(1).resolve("features.deflate");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(100);
    }
    assertThat(problem(() -> pack("{}", plan, folders, Disk.LOCAL, ProgressListener.NONE)))
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.MALFORMED_FILE);
              assertThat(p.file()).isEqualTo(file.toString());
              assertThat(p.message()).contains("expected").contains("found 100");
            });
    assertThat(left("out.zip")).isEmpty();
  }

  @Test
  void aFlippedByteInAnyFileOfAShardIsNamed() throws IOException {
    var plan = plan(BATCH, 1);
    var folder = shards("{}", plan, "s", Disk.LOCAL).getFirst();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(
                problem(() -> pack("{}", plan, List.of(folder), Disk.LOCAL, ProgressListener.NONE)))
            .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.MALFORMED_FILE))
            .satisfies(p -> assertThat(file.toString()).startsWith(p.file()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    assertThat(left("out.zip")).isEmpty();
    pack("{}", plan, List.of(folder), Disk.LOCAL, ProgressListener.NONE);
    assertThat(left("out.zip")).containsExactly("out.zip");
  }

  @Test
  void aMissingShardIsNamed() {
    var plan = plan(BATCH, 1);
    assertThat(
            problem(
                () ->
                    pack(
                        "{}",
                        plan,
                        List.of(work.resolve("none")),
                        Disk.LOCAL,
                        ProgressListener.NONE)))
        .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.FILE_UNREADABLE))
        .satisfies(p -> assertThat(p.file()).contains("none"));
  }

  @Test
  void aShardOfAnotherExportIsRefused() {
    var plan = plan(BATCH, 1);
    var folders = shards("{}", plan, "s", Disk.LOCAL);
    assertThat(problem(() -> pack("{'seed': 1}", plan, folders, Disk.LOCAL, ProgressListener.NONE)))
        .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.INPUT_CHANGED));
  }

  @Test
  void aFullDiskIsNamedAndLeavesNothing() {
    var plan = plan(BATCH, 1);
    for (long room : new long[] {0, 1_000, 20_000}) {
      assertThat(problem(() -> shards("{}", plan, "full", new SmallDisk(room))))
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.DISK_FULL))
          .satisfies(p -> assertThat(p.file()).contains("full"));
      assertThat(left("full")).isEmpty();
    }
    var folders = shards("{}", plan, "s", Disk.LOCAL);
    for (long room : new long[] {0, 5_000, 40_000}) {
      assertThat(
              problem(() -> pack("{}", plan, folders, new SmallDisk(room), ProgressListener.NONE)))
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.DISK_FULL))
          .satisfies(p -> assertThat(p.file()).endsWith("out.zip"));
      assertThat(left("out.zip")).isEmpty();
    }
  }

  @Test
  void cancellingLeavesNothing() {
    var plan = plan(BATCH, 1);
    var folders = shards("{}", plan, "s", Disk.LOCAL);
    var listener = new CancelledAfter(21);
    assertThat(problem(() -> pack("{}", plan, folders, Disk.LOCAL, listener)))
        .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.CANCELLED));
    assertThat(listener.done).isEqualTo(21);
    assertThat(left("out.zip")).isEmpty();
  }

  /** The weights can be gigabytes; nothing else is written after the features here. */
  @Test
  void cancellingWhileTheWeightsAreWrittenLeavesNothing() {
    var config = "{'include_neuronpedia_import': false, 'include_explanations': false}";
    var plan = plan(BATCH, 1);
    var folders = shards(config, plan, "s", Disk.LOCAL);
    var listener = new CancelledAfter(plan.selected().length);
    assertThat(problem(() -> pack(config, plan, folders, Disk.LOCAL, listener)))
        .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.CANCELLED));
    assertThat(listener.done).isEqualTo(plan.selected().length);
    assertThat(left("out.zip")).isEmpty();
  }

  private static final class CancelledAfter implements ProgressListener {

    private final int features;
    private int done;

    CancelledAfter(int features) {
      this.features = features;
    }

    @Override
    public void featuresDone(int more) {
      done += more;
    }

    @Override
    public boolean cancelled() {
      return done >= features;
    }
  }

  @Test
  void anUnfinishedShardLeavesNothing() {
    var plan = plan(BATCH, 1);
    var options = Samples.options("{}");
    var facts = Samples.facts(sae, cache, options);
    var encoder =
        new BlockEncoder(facts, cache, new TokenTexts(Samples.VOCABULARY), LABELS, new BlockPool());
    try (var writer =
        new ShardWriter(
            Disk.LOCAL,
            work.resolve("half"),
            new ShardLayout("key", "fake", facts.names(), 0, FEATURES, BATCH, 5),
            encoder,
            THREADS,
            3)) {
      writer.accept(Samples.live(0));
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
    assertThat(left("half")).isEmpty();
    assertThat(plan.shards()).hasSize(1);
  }

  @Test
  void inspectingAnArchiveVerifiesItsManifest() {
    var inspection = Inspector.inspect(export("{}", "a", BATCH, 1).path());
    assertThat(inspection.problems()).isEmpty();
    assertThat(inspection.lines())
        .first()
        .asString()
        .matches("exported archive, format 1.0, made by npexport .* at 2026-08-21T10:00:00.000Z");
    assertThat(inspection.lines())
        .contains("53 features of my | sae\nof note, jumprelu, d_sae 53")
        .last()
        .isEqualTo("manifest verified: every entry has its size and sha256");
  }

  @Test
  void inspectingNamesEveryEntryThatIsNotAsWritten() throws IOException {
    var archive = export("{}", "a", BATCH, 1).path();
    var changed = work.resolve("changed.zip");
    try (var zip = new ZipFile(archive.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().equals("features/3.json")) {
          continue;
        }
        var content = read(zip, entry.getName());
        if (entry.getName().equals("features/4.json")) {
          content[10] ^= 1;
        } else if (entry.getName().equals("features/5.json")) {
          content = new byte[1 << 20];
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
      }
      out.putNextEntry(new ZipEntry("../evil"));
    }
    assertThat(Inspector.inspect(changed).problems())
        .extracting(Problem::where)
        .containsExactlyInAnyOrder(
            "features/3.json", "features/4.json", "features/5.json", "../evil");
  }

  @Test
  void inspectingATruncatedArchiveSaysSo() throws IOException {
    var archive = export("{}", "a", BATCH, 1).path();
    var bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length - 100));
    assertThat(Inspector.inspect(archive).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("no complete ZIP archive"));
  }

  private PackagedArchive export(String config, String name, int batch, int shards) {
    var plan = plan(batch, shards);
    return pack(
        config, plan, shards(config, plan, name, Disk.LOCAL), Disk.LOCAL, ProgressListener.NONE);
  }

  private static ExportPlan plan(int batch, int shards) {
    var batches = Math.ceilDiv(FEATURES, batch);
    var cut = new ArrayList<Shard>();
    for (int i = 0; i < shards; i++) {
      int from = batches * i / shards * batch;
      int to = Math.min(FEATURES, batches * (i + 1) / shards * batch);
      cut.add(new Shard(i, from, to, 1, 1));
    }
    return new ExportPlan(IntStream.range(0, FEATURES).toArray(), batch, cut);
  }

  private List<Path> shards(String config, ExportPlan plan, String name, Disk disk) {
    var options = Samples.options(config);
    var facts = Samples.facts(sae, cache, options);
    var labels = options.includeExplanations() ? LABELS : Labels.NONE;
    var encoder =
        new BlockEncoder(facts, cache, new TokenTexts(Samples.VOCABULARY), labels, new BlockPool());
    var folders = new ArrayList<Path>();
    var dashboards = Samples.many(FEATURES);
    for (Shard shard : plan.shards()) {
      var folder = work.resolve(name).resolve("shard-" + shard.number());
      var key = ShardKey.of(facts, labels, plan.selected(), plan.batchSize(), shard);
      var layout =
          new ShardLayout(
              key, "fake", facts.names(), shard.from(), shard.to(), plan.batchSize(), 5);
      try (var writer = new ShardWriter(disk, folder, layout, encoder, THREADS, 3)) {
        dashboards.subList(shard.from(), shard.to()).forEach(writer::accept);
        writer.finish();
      }
      folders.add(folder);
    }
    return folders;
  }

  private PackagedArchive pack(
      String config, ExportPlan plan, List<Path> folders, Disk disk, ProgressListener listener) {
    var facts = Samples.facts(sae, cache, Samples.options(config));
    return new ArchivePackager(disk, facts, sae, cache, LABELS)
        .write(plan, folders, work.resolve("out").resolve("out.zip"), listener);
  }

  /** What is in the folder in which {@code name} would have appeared. */
  private List<String> left(String name) {
    var folder = name.equals("out.zip") ? work.resolve("out") : work.resolve(name);
    if (!Files.exists(folder)) {
      folder = work;
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith(".") || file.equals(name) || file.startsWith("shard"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem problem(ThrowingCallable call) {
    return catchThrowableOfType(InputException.class, call).problems().getFirst();
  }

  private static byte[] read(ZipFile zip, String name) throws IOException {
    return zip.getInputStream(zip.getEntry(name)).readAllBytes();
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(read(zip, name), StandardCharsets.UTF_8);
  }

  private static List<String> lines(ZipFile zip, String name) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(read(zip, name)))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).endsWith("\n").doesNotContain("\n\n");
      return text.lines().toList();
    }
  }
}
