package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.ActivationSources;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.format.activation.PromptTokens;
import dev.npexport.engine.format.activation.TokenCheck;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a prepared file: checks and counts every entry, groups by feature, then by place. Each step
 * is linear in the entries, and its memory does not grow with them.
 */
final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final ActivationCache cache;
  private final PrepareRequest request;
  private final Path folder;
  private final Cancellation cancellation;
  private final int[] ignoredIds;
  private final ActivationRule rule;

  Preparation(
      ActivationCache cache, PrepareRequest request, Path folder, Cancellation cancellation) {
    this.cache = cache;
    this.request = request;
    this.folder = folder;
    this.cancellation = cancellation;
    if (cache.features() != request.features()) {
      throw new InputException(
          ProblemCode.INDEX_OUT_OF_RANGE,
          cache.path(),
          "",
          "covers " + cache.features() + " features; the SAE has " + request.features());
    }
    TokenCheck.requireInside(cache, request.vocabularySize());
    this.ignoredIds =
        request.keepIgnored()
            ? new int[0]
            : ActivationSources.ignoredIds(cache, request.defaultIgnoredTokenIds());
    PromptTokens tokens = cache.prompts();
    this.rule =
        new ActivationRule(
            PlaceIndex.of(tokens),
            PlaceMask.of(tokens, ignoredIds),
            request.decoderNorms(),
            request.fold() && !cache.decoderNormFolded());
  }

  /** Writes {@code target}, which appears complete or not at all. */
  void write(Path target, String key) {
    Stopwatch watch = new Stopwatch();
    List<EntryScan> scans = scan();
    watch.lap("check and count");
    FeatureTable table = FeatureTable.of(request.features(), scans);
    ActivationSource source = ActivationSources.of(cache, ignoredIds, table.nonzeros());
    PlaceIndex places = rule.places();
    PreparedHeader header =
        new PreparedHeader(
            key, request.features(), places.rows(), places.places(), table.nonzeros(), source);
    byte[] json = header.bytes();
    PreparedLayout layout = header.layout(json.length);
    try (MappedFile file =
        MappedFile.create(PreparedFiles.temporary(folder, key), layout.fileBytes())) {
      MemorySegment bytes = file.segment();
      group(scans, table, bytes, layout, key);
      watch.lap("group by feature");
      int maxActive = transpose(table, bytes, layout);
      watch.lap("group by place");
      table.write(bytes, layout);
      PreparedTokens.write(cache.prompts(), bytes, layout);
      writeHeader(bytes, layout, json, maxActive);
      file.publish(target);
      watch.lap("flush to disk");
    }
    LOG.info("prepared {} activations of {}: {}", table.nonzeros(), cache.path(), watch);
  }

  private List<EntryScan> scan() {
    List<EntryScan> scans =
        cache.parts().stream().map(part -> new EntryScan(part, rule, cancellation)).toList();
    IntStream.range(0, scans.size()).parallel().forEach(i -> scans.get(i).run());
    List<Problem> problems = new ArrayList<>();
    scans.forEach(scan -> problems.addAll(scan.problems()));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return scans;
  }

  private void group(
      List<EntryScan> scans,
      FeatureTable table,
      MemorySegment bytes,
      PreparedLayout layout,
      String key) {
    MemorySegment byFeature = bytes.asSlice(layout.byFeature(), 8 * layout.nonzeros());
    FeatureScatter scatter = new FeatureScatter(table, byFeature, rule, cancellation);
    IntStream.range(0, scans.size())
        .parallel()
        .forEach(
            i -> {
              EntryScan scan = scans.get(i);
              if (scan.isSorted()) {
                scatter.run(scan.part());
              } else {
                sortAndScatter(scan, scatter, key);
              }
            });
  }

  private void sortAndScatter(EntryScan scan, FeatureScatter scatter, String key) {
    long entries = 0;
    for (long count : scan.stored()) {
      entries += count;
    }
    try (MappedFile scratch =
        MappedFile.create(PreparedFiles.temporary(folder, key), SortedPart.BYTES * entries)) {
      EntryPart sorted = SortedPart.of(scan, rule.places(), scratch.segment(), cancellation);
      scatter.run(sorted);
    }
  }

  private int transpose(FeatureTable table, MemorySegment bytes, PreparedLayout layout) {
    int places = layout.places();
    MemorySegment placeStart = bytes.asSlice(layout.placeStart(), 8 * (places + 1L));
    PlaceTranspose transpose =
        new PlaceTranspose(
            table.start(),
            bytes.asSlice(layout.byFeature(), 8 * layout.nonzeros()),
            bytes.asSlice(layout.byPlace(), 8 * layout.nonzeros()),
            placeStart,
            PlaceTranspose.blockSize(places, table.start()),
            cancellation);
    placeStart.setAtIndex(PreparedLayout.LONG, places, layout.nonzeros());
    int tasks = Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 1, Math.max(1, places));
    return IntStream.range(0, tasks)
        .parallel()
        .map(
            task ->
                transpose.run(
                    (int) ((long) places * task / tasks),
                    (int) ((long) places * (task + 1) / tasks)))
        .max()
        .orElse(0);
  }

  private static void writeHeader(
      MemorySegment bytes, PreparedLayout layout, byte[] json, int maxActive) {
    MemorySegment.copy(MemorySegment.ofArray(json), 0, bytes, PreparedLayout.JSON_AT, json.length);
    bytes.set(PreparedLayout.LONG, PreparedLayout.MAGIC_AT, PreparedLayout.MAGIC);
    bytes.set(PreparedLayout.INT, PreparedLayout.VERSION_AT, PreparedLayout.VERSION);
    bytes.set(PreparedLayout.INT, PreparedLayout.HEADER_BYTES_AT, json.length);
    bytes.set(PreparedLayout.LONG, PreparedLayout.FILE_BYTES_AT, layout.fileBytes());
    bytes.set(PreparedLayout.INT, PreparedLayout.MAX_ACTIVE_AT, maxActive);
  }
}
