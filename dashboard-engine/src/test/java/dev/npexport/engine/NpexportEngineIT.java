package dev.npexport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.inspect.Inspector;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import dev.npexport.engine.plan.ShardPlanner;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on the shipped sample, from its files to the finished archive. */
class NpexportEngineIT {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final Instant CREATED = Instant.parse("2026-08-21T10:00:00Z");
  private static final ProjectionBackend BACKEND = ProjectionBackends.choose();

  private static final InputPaths PATHS =
      new InputPaths(
          SAMPLE.resolve("sae"),
          SAMPLE.resolve("model"),
          SAMPLE.resolve("activations/columnar.safetensors"),
          Optional.of(SAMPLE.resolve("labels.jsonl")));

  @TempDir Path work;

  @Test
  void describesTheSample() {
    try (var engine = new NpexportEngine(BACKEND, 2)) {
      var facts = engine.describe(PATHS);
      assertThat(facts.format()).isEqualTo("saelens");
      assertThat(facts.architecture()).isEqualTo("jumprelu");
      assertThat(List.of(facts.dIn(), facts.dModel(), facts.dSae(), facts.vocabulary()))
          .containsExactly(128, 128, 1024, 4096);
      assertThat(facts.modelName()).contains("state-of-the-whale-1m");
      assertThat(facts.hookPoint()).contains("hook_resid_post");
      assertThat(facts.layer()).contains(2);
      assertThat(facts.neuronpediaModelId()).contains("state-of-the-whale-1m");
      assertThat(facts.sourceSet()).contains("npexport-res-1k");
      assertThat(facts.labelCount()).isEqualTo(939);
      assertThat(facts.warnings()).isEmpty();
      assertThat(facts.saeId()).isEqualTo("37416145-031e-5867-9d53-c13fdbcabd2a");
    }
  }

  @Test
  void anySplitIntoShardsAndThreadsGivesTheSameBytes() {
    // 150 examples a feature make batches of 349 features, so that 400 are two
    var config =
        "{'examples_per_feature': 100, 'example_intervals': 10, 'include_logit_lens': false,"
            + " 'feature_selection': 'custom', 'feature_ranges': ['0-399']}";
    var whole = export(config, Long.MAX_VALUE, 1, "whole");
    var split = export(config, 1, 3, "split");
    assertThat(whole.shards()).isEqualTo(1);
    assertThat(split.shards()).isEqualTo(2);
    assertThat(split.archive().sha256()).isEqualTo(whole.archive().sha256());
    assertThat(Inspector.inspect(split.archive().path()).problems()).isEmpty();
  }

  @Test
  void repeatingAnExportOfEverythingGivesTheSameBytes() throws IOException {
    var first = export("{}", ShardPlanner.DEFAULT_SHARD_COST, 2, "first");
    var second = export("{}", ShardPlanner.DEFAULT_SHARD_COST, 3, "second");
    assertThat(second.archive().sha256()).isEqualTo(first.archive().sha256());
    assertThat(Inspector.inspect(first.archive().path()).problems()).isEmpty();
    try (var zip = new ZipFile(first.archive().path().toFile())) {
      assertThat(zip.stream().filter(e -> e.getName().startsWith("features/"))).hasSize(1024);
      assertThat(json(zip, "features/0.json").get("label").textValue())
          .isEqualTo("tokens such as “limited”, “best”, “ad”");
    }
  }

  @Test
  void aSelectionDoesNotChangeNumbers() throws IOException {
    var all = export("{'include_logit_lens': false}", Long.MAX_VALUE, 2, "all");
    var some =
        export(
            "{'include_logit_lens': false, 'feature_selection': 'custom', 'feature_indices': [1023],"
                + " 'feature_ranges': ['100-131']}",
            Long.MAX_VALUE,
            2,
            "some");
    try (var allZip = new ZipFile(all.archive().path().toFile());
        var someZip = new ZipFile(some.archive().path().toFile())) {
      assertThat(someZip.stream().filter(e -> e.getName().startsWith("features/"))).hasSize(33);
      for (int feature : new int[] {100, 131, 1023}) {
        var name = "features/" + feature + ".json";
        assertThat(json(someZip, name)).isEqualTo(json(allZip, name));
      }
      assertThat(json(someZip, "metadata.json").get("feature_count").intValue()).isEqualTo(33);
    }
  }

  @Test
  void aPreviewIsTheFileOfTheArchive() throws IOException {
    var config = "{'feature_selection': 'custom', 'feature_indices': [3, 1023]}";
    var archive = export(config, Long.MAX_VALUE, 2, "two").archive().path();
    try (var engine = new NpexportEngine(BACKEND, 2);
        var zip = new ZipFile(archive.toFile())) {
      var request = request(engine, PATHS, "{'include_neuronpedia_import': false}");
      for (int feature : new int[] {3, 1023}) {
        var entry = zip.getEntry("features/" + feature + ".json");
        assertThat(engine.dashboard(request, feature))
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(
                new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
      assertThat(problems(() -> engine.dashboard(request, 1024)))
          .extracting(Problem::code)
          .containsExactly(ProblemCode.UNKNOWN_FEATURE);
    }
  }

  @Test
  void aWindowShowsThePlacesAroundTheLargestValue() throws IOException {
    var whole = export(selected("''"), Long.MAX_VALUE, 2, "whole");
    var window = export(selected("'example_window': 8,"), Long.MAX_VALUE, 2, "window");
    try (var wholeZip = new ZipFile(whole.archive().path().toFile());
        var windowZip = new ZipFile(window.archive().path().toFile())) {
      for (int feature = 0; feature < 20; feature++) {
        var expected = json(wholeZip, "features/" + feature + ".json").get("activations");
        var found = json(windowZip, "features/" + feature + ".json").get("activations");
        assertThat(found.size()).isEqualTo(expected.size());
        for (int i = 0; i < found.size(); i++) {
          var position = expected.get(i).get("position").intValue();
          var start = Math.max(0, position - 8);
          var end = Math.min(127, position + 8);
          assertThat(found.get(i).get("position").intValue()).isEqualTo(position);
          assertThat(found.get(i).get("window_start").intValue()).isEqualTo(start);
          assertThat(found.get(i).get("max_index").intValue()).isEqualTo(position - start);
          assertThat(found.get(i).get("context_before"))
              .isEqualTo(expected.get(i).get("context_before"));
          assertThat(found.get(i).get("values").size()).isEqualTo(end - start + 1);
          for (int at = start; at <= end; at++) {
            assertThat(found.get(i).get("tokens").get(at - start))
                .isEqualTo(expected.get(i).get("tokens").get(at));
            assertThat(found.get(i).get("values").get(at - start))
                .isEqualTo(expected.get(i).get("values").get(at));
          }
          assertThat(expected.get(i).has("window_start")).isFalse();
        }
      }
    }
  }

  @Test
  void theFeatureTableHasTheNumbersOfTheArchive() throws IOException {
    var export = export("{'include_logit_lens': false}", Long.MAX_VALUE, 2, "all");
    try (var engine = new NpexportEngine(BACKEND, 2);
        var zip = new ZipFile(export.archive().path().toFile())) {
      var table = engine.featureTable(request(engine, PATHS, "{}"), ProgressListener.NONE);
      assertThat(table).hasSize(1024);
      for (int feature : new int[] {0, 17, 500, 1023}) {
        var row = table.get(feature);
        var statistics = json(zip, "features/" + feature + ".json").get("statistics");
        assertThat(row.featureIndex()).isEqualTo(feature);
        assertThat(row.activationFrequency())
            .isEqualTo(statistics.get("activation_frequency").doubleValue());
        assertThat(row.activationCount()).isEqualTo(statistics.get("activation_count").longValue());
        assertThat(row.maxActivation()).isEqualTo(statistics.get("max_activation").floatValue());
        assertThat((float) row.meanActivation())
            .isEqualTo(statistics.get("mean_activation").floatValue());
        assertThat(row.isDead()).isEqualTo(statistics.get("is_dead").booleanValue());
      }
    }
  }

  @Test
  void tellsTheProblemsOfAllInputsAtOnce() {
    var nowhere =
        new InputPaths(
            work.resolve("sae"),
            work.resolve("model"),
            work.resolve("activations"),
            Optional.of(work.resolve("labels")));
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      assertThat(problems(() -> engine.describe(nowhere)))
          .extracting(Problem::code)
          .hasSize(4)
          .containsOnly(ProblemCode.FILE_NOT_FOUND);
    }
  }

  @Test
  void refusesLabelsOfUnknownFeatures() throws IOException {
    var labels = work.resolve("labels.jsonl");
    Files.writeString(labels, "{\"feature_index\": 1024, \"label\": \"x\"}\n");
    var paths =
        new InputPaths(PATHS.sae(), PATHS.model(), PATHS.activations(), Optional.of(labels));
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      assertThat(problems(() -> engine.describe(paths)))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.code()).isEqualTo(ProblemCode.UNKNOWN_FEATURE);
                assertThat(p.where()).contains("1");
              });
    }
  }

  @Test
  void refusesOptionsThatTheInputsCannotServeWhenPlanning() {
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      var unknown =
          request(engine, PATHS, "{'feature_selection': 'custom', 'feature_indices': [1024]}");
      assertThat(problems(() -> engine.plan(unknown, ProgressListener.NONE)))
          .extracting(Problem::where)
          .containsExactly("feature_indices[0]");
      var name = request(engine, PATHS, "{'neuronpedia': {'release': 'state-of-the-whale-1m'}}");
      assertThat(problems(() -> engine.plan(name, ProgressListener.NONE)))
          .extracting(Problem::where)
          .containsExactly("neuronpedia.release");
    }
  }

  @Test
  void refusesInputsThatHaveChangedSinceTheyWereRegistered() throws IOException {
    var sae = work.resolve("sae");
    copy(PATHS.sae(), sae);
    var paths = new InputPaths(sae, PATHS.model(), PATHS.activations(), PATHS.labels());
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      var request = request(engine, paths, "{}");
      var plan = engine.plan(request, ProgressListener.NONE);
      var weights = sae.resolve("sae_weights.safetensors");
      var bytes = Files.readAllBytes(weights);
      bytes[bytes.length - 4] ^= 1;
      // a new file, as programs that save do it: what is mapped must not change under the engine
      Files.delete(weights);
      Files.write(weights, bytes);
      assertThat(
              problems(
                  () ->
                      engine.computeShard(
                          request,
                          plan.shards().getFirst(),
                          work.resolve("shard"),
                          ProgressListener.NONE)))
          .singleElement()
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.INPUT_CHANGED));
      assertThat(work.resolve("shard")).doesNotExist();
    }
  }

  @Test
  void cancellingStopsSoonAndLeavesNothing() {
    var listener =
        new ProgressListener() {
          private int done;

          @Override
          public void featuresDone(int more) {
            done += more;
          }

          @Override
          public boolean cancelled() {
            return done >= 10;
          }
        };
    try (var engine = new NpexportEngine(BACKEND, 2)) {
      var request = request(engine, PATHS, "{}");
      var plan = engine.plan(request, ProgressListener.NONE);
      assertThat(
              problems(
                  () ->
                      engine.computeShard(
                          request, plan.shards().getFirst(), work.resolve("shard"), listener)))
          .singleElement()
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.CANCELLED));
      assertThat(listener.done).isEqualTo(10);
    }
    assertThat(work)
        .isDirectoryNotContaining(path -> path.getFileName().toString().contains("shard"));
  }

  @Test
  void aStepThatIsCancelledWhileItWaitsForAnotherStopsWaiting() throws Exception {
    var computing = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var slow = new Blocking(computing, release);
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      var request = request(engine, PATHS, selected(""));
      var shard = engine.plan(request, ProgressListener.NONE).shards().getFirst();
      var other =
          Thread.ofPlatform()
              .start(() -> engine.computeShard(request, shard, work.resolve("shard"), slow));
      computing.await();
      assertThat(
              problems(
                  () ->
                      engine.computeShard(
                          request, shard, work.resolve("again"), new AlreadyCancelled())))
          .singleElement()
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.CANCELLED));
      assertThat(other.isAlive()).isTrue();
      release.countDown();
      other.join();
    }
  }

  /** Checks, fingerprints and grouping ask for every piece, so that size makes no difference. */
  @Test
  void aPlanningCanBeCancelledWhileInputsAreRead() {
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      var request = request(engine, PATHS, "{}");
      var all = new CancelledAtQuestion(Integer.MAX_VALUE);
      engine.plan(request, all);
      assertThat(all.asked.get()).isGreaterThan(100);
      for (int question : new int[] {1, all.asked.get() / 2, all.asked.get()}) {
        try (var fresh = new NpexportEngine(BACKEND, 1)) {
          deletePrepared();
          var listener = new CancelledAtQuestion(question);
          assertThat(problems(() -> fresh.plan(request, listener)))
              .extracting(Problem::code)
              .containsOnly(ProblemCode.CANCELLED);
        }
      }
    }
  }

  /** Of the unembedding, then of the decoder: on large models each takes seconds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aShardCanBeCancelledWhileAProjectorIsOpened(int opening) {
    var cancelling = new CancelsAtOpening(opening);
    try (var engine = new NpexportEngine(cancelling, 1)) {
      var request =
          request(engine, PATHS, "{'feature_selection': 'custom', 'feature_indices': [1, 2]}");
      var shard = engine.plan(request, ProgressListener.NONE).shards().getFirst();
      assertThat(problems(() -> engine.computeShard(request, shard, work.resolve("a"), cancelling)))
          .singleElement()
          .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.CANCELLED));
      assertThat(cancelling.opened).as("the projector was not opened").hasValue(opening - 1);
      assertThat(work.resolve("a")).doesNotExist();
      // another job, with the inputs that are still open
      engine.computeShard(request, shard, work.resolve("b"), ProgressListener.NONE);
      assertThat(cancelling.opened).hasValue(2);
    }
    assertThat(work.resolve("b")).isDirectory();
  }

  /** Its job is cancelled when one of its projectors is opened, which reads all columns. */
  private static final class CancelsAtOpening implements ProjectionBackend, ProgressListener {

    private final ProjectionBackend reference = new ReferenceBackend();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final int opening;

    CancelsAtOpening(int opening) {
      this.opening = opening;
    }

    @Override
    public String name() {
      return "reading";
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Projector open(RowSource columns, BitSet excluded) {
      begun.incrementAndGet();
      var column = new double[columns.width()];
      for (int i = 0; i < columns.rows(); i++) {
        columns.read(i, column);
      }
      opened.incrementAndGet();
      return reference.open(columns, excluded);
    }

    @Override
    public void featuresDone(int features) {}

    @Override
    public boolean cancelled() {
      return begun.get() == opening && opened.get() == opening - 1;
    }
  }

  private void deletePrepared() {
    try (Stream<Path> files = Files.list(work.resolve("prepared"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From a certain question on, whoever asks is told that the job was cancelled. */
  private static final class CancelledAtQuestion implements ProgressListener {

    private final AtomicInteger asked = new AtomicInteger();
    private final int question;

    CancelledAtQuestion(int question) {
      this.question = question;
    }

    @Override
    public void featuresDone(int features) {}

    @Override
    public boolean cancelled() {
      return asked.incrementAndGet() >= question;
    }
  }

  @Test
  void aPlanDoesNotWaitForAShardThatIsBeingComputed() throws Exception {
    var computing = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var engine = new NpexportEngine(BACKEND, 1)) {
      var request = request(engine, PATHS, selected(""));
      var other = request(engine, PATHS, "{'include_logit_lens': false}");
      var shard = engine.plan(request, ProgressListener.NONE).shards().getFirst();
      var worker =
          Thread.ofPlatform()
              .start(
                  () ->
                      engine.computeShard(
                          request, shard, work.resolve("shard"), new Blocking(computing, release)));
      computing.await();
      assertThat(engine.plan(other, ProgressListener.NONE).selected()).hasSize(1024);
      assertThat(engine.featureTable(other, ProgressListener.NONE)).hasSize(1024);
      assertThat(worker.isAlive()).isTrue();
      release.countDown();
      worker.join();
      assertThat(work.resolve("shard")).isDirectory();
      // with nothing being computed, the planning's inputs are those of the shards again
      assertThat(engine.plan(request, ProgressListener.NONE).shards()).containsExactly(shard);
    }
  }

  /** Waits with its first feature until it is released. */
  private record Blocking(CountDownLatch computing, CountDownLatch release)
      implements ProgressListener {

    @Override
    public void featuresDone(int more) {
      computing.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  private static final class AlreadyCancelled implements ProgressListener {
    @Override
    public void featuresDone(int features) {}

    @Override
    public boolean cancelled() {
      return true;
    }
  }

  private static String selected(String more) {
    return "{'feature_selection': 'custom', 'feature_ranges': ['0-19'], "
        + more.replace("''", "")
        + "'include_logit_lens': false}";
  }

  private record Finished(PackagedArchive archive, int shards) {}

  private Finished export(String config, long shardCost, int threads, String name) {
    var planner = new ShardPlanner(shardCost);
    try (var engine = new NpexportEngine(BACKEND, threads, planner, Disk.LOCAL)) {
      var request = request(engine, PATHS, config);
      var plan = engine.plan(request, ProgressListener.NONE);
      List<Path> folders = new ArrayList<>();
      for (ExportPlan.Shard shard : plan.shards()) {
        var folder = work.resolve(name).resolve("shard-" + shard.number());
        engine.computeShard(request, shard, folder, ProgressListener.NONE);
        folders.add(folder);
      }
      var archive = work.resolve(name + ".zip");
      return new Finished(
          engine.packageArchive(request, plan, folders, archive, ProgressListener.NONE),
          plan.shards().size());
    }
  }

  private ExportRequest request(NpexportEngine engine, InputPaths paths, String config) {
    var facts = engine.describe(paths);
    try {
      return new ExportRequest(
          facts.saeId(),
          "sample",
          paths,
          facts.fingerprints(),
          ExportOptionsParser.parse(new ObjectMapper().readTree(config.replace('\'', '"'))),
          CREATED,
          work.resolve("prepared"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Problem> problems(ThrowingCallable call) {
    return catchThrowableOfType(InputException.class, call).problems();
  }

  private static JsonNode json(ZipFile zip, String name) throws IOException {
    var bytes = zip.getInputStream(zip.getEntry(name)).readAllBytes();
    return new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.write(
            to.resolve(file.getFileName()), Files.readAllBytes(file), StandardOpenOption.CREATE);
      }
    }
  }
}
