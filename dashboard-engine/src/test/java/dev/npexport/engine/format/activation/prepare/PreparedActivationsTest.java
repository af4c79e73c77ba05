package dev.npexport.engine.format.activation.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.format.activation.EntryBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedActivationsTest {

  private static final int VOCABULARY = 50;

  @TempDir Path folder;

  /** Values that float16 holds exactly, some of them not positive, so that formats agree. */
  private static List<Entry> entries(Random random, int dSae, int[][] tokens, double density) {
    List<Entry> entries = new ArrayList<>();
    for (int feature = 0; feature < dSae; feature++) {
      boolean dead = random.nextInt(4) == 0;
      for (int prompt = 0; prompt < tokens.length && !dead; prompt++) {
        for (int position = 0; position < tokens[prompt].length; position++) {
          if (random.nextDouble() < density) {
            entries.add(new Entry(feature, prompt, position, random.nextInt(-64, 512) / 64.0));
          }
        }
      }
    }
    return entries;
  }

  private static int[][] tokens(Random random, int prompts, int shortest, int longest) {
    int[][] tokens = new int[prompts][];
    for (int i = 0; i < prompts; i++) {
      tokens[i] = random.ints(random.nextInt(shortest, longest + 1), 0, VOCABULARY).toArray();
    }
    return tokens;
  }

  private static double[] lengths(Random random, int dSae) {
    return random.doubles(dSae, 0.5, 1.5).toArray();
  }

  private PreparedActivations prepare(Path cache, double[] lengths, boolean fold, int... ignored) {
    try (var opened = ActivationCaches.open(cache, OptionalInt.of(lengths.length))) {
      var request = new PrepareRequest(lengths, fold, ignored, VOCABULARY);
      return PreparedActivations.prepare(opened, request, folder, "key", () -> false);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0.9",
    "3, 2, 5, 0.5",
    "17, 9, 8, 0.3",
    "64, 33, 16, 0.2",
    "5, 40, 64, 0.01"
  })
  void groupsADelphiCache(int dSae, int prompts, int context, double density) throws IOException {
    var random = new Random(dSae);
    int[][] tokens = tokens(random, prompts, context, context);
    var entries = entries(random, dSae, tokens, density);
    double[] lengths = lengths(random, dSae);
    entries.sort(CacheFiles.BY_PLACE);
    int first = Math.max(1, dSae / 3);
    int[] widths = dSae == 1 ? new int[] {1} : new int[] {first, dSae - first};
    Path cache = CacheFiles.delphi(folder.resolve("layers.2"), tokens, entries, widths);
    try (var prepared = prepare(cache, lengths, true, 7, 3)) {
      new ReferenceActivations(dSae, tokens, entries, lengths, Set.of(3, 7)).assertSame(prepared);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 0.9", "3, 2, 5, 0.5", "17, 9, 8, 0.3", "64, 33, 16, 0.2"})
  void groupsEntriesInAnyOrder(int dSae, int prompts, int context, double density)
      throws IOException {
    var random = new Random(dSae);
    int[][] tokens = tokens(random, prompts, context, context);
    var entries = entries(random, dSae, tokens, density);
    double[] lengths = lengths(random, dSae);
    Collections.shuffle(entries, random);
    Path cache = CacheFiles.delphi(folder.resolve("layers.2"), tokens, entries, dSae);
    try (var prepared = prepare(cache, lengths, true, 7)) {
      new ReferenceActivations(dSae, tokens, entries, lengths, Set.of(7)).assertSame(prepared);
    }
  }

  @Test
  void groupsAColumnarCacheByItsOwnIgnoredIds() throws IOException {
    var random = new Random(4);
    int[][] tokens = tokens(random, 12, 9, 9);
    var entries = entries(random, 20, tokens, 0.4);
    double[] lengths = lengths(random, 20);
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"),
            20,
            tokens,
            entries,
            Optional.of(new int[] {5}),
            false);
    try (var prepared = prepare(cache, lengths, true, 7)) {
      new ReferenceActivations(20, tokens, entries, lengths, Set.of(5)).assertSame(prepared);
      assertThat(prepared.source().ignoredTokenIds()).containsExactly(5);
    }
  }

  @Test
  void ignoresNothingWhenTheCacheSaysSo() throws IOException {
    var random = new Random(5);
    int[][] tokens = tokens(random, 3, 4, 4);
    var entries = entries(random, 6, tokens, 0.6);
    double[] lengths = lengths(random, 6);
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"), 6, tokens, entries, Optional.of(new int[0]), false);
    try (var prepared = prepare(cache, lengths, true, CacheFiles.flat(tokens))) {
      new ReferenceActivations(6, tokens, entries, lengths, Set.of()).assertSame(prepared);
      assertThat(prepared.source().countedTokens()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, true, true",
    "true, true, false",
    "false, false, false",
    "true, false, false"
  })
  void multipliesByTheLengthsOnlyIfTheSaeFoldsAndTheCacheIsNotFolded(
      boolean cacheFolded, boolean saeFolds, boolean multiplied) throws IOException {
    int[][] tokens = {{1, 2}};
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"),
            1,
            tokens,
            List.of(new Entry(0, 0, 1, 3)),
            Optional.empty(),
            cacheFolded);
    try (var prepared = prepare(cache, new double[] {1.1}, saeFolds)) {
      assertThat(prepared.max(0)).isEqualTo(multiplied ? (float) (3 * 1.1) : 3f);
      assertThat(prepared.source().decoderNormFolded()).isEqualTo(cacheFolded);
    }
  }

  @Test
  void groupsRaggedJsonLinesWithPromptsThatNeverFire() throws IOException {
    var random = new Random(6);
    int[][] tokens = tokens(random, 15, 1, 11);
    var entries = entries(random, 9, tokens, 0.3);
    entries.removeIf(entry -> entry.prompt() % 4 == 1);
    double[] lengths = lengths(random, 9);
    String header =
        """
        {"format":"npexport-activations-jsonl","version":1,"hook_name":"blocks.0.hook_resid_post",\
        "counted_tokens":1000,"ignored_token_ids":[3],"decoder_norm_folded":false}""";
    Path cache = CacheFiles.jsonl(folder.resolve("a.jsonl"), header, tokens, entries);
    try (var prepared = prepare(cache, lengths, true, 7)) {
      new ReferenceActivations(9, tokens, entries, lengths, Set.of(3)).assertSame(prepared);
      assertThat(prepared.source().countedTokens()).isEqualTo(1000);
      assertThat(prepared.source().kind()).isEqualTo("jsonl");
      assertThat(prepared.promptLength(1)).isZero();
      assertThat(prepared.source().meanL0()).isEqualTo(prepared.nonzeros() / 1000.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void readsAcrossTheBordersOfBlocks(int more) throws IOException {
    int context = EntryBlock.CAPACITY + more;
    int[][] tokens = {new int[context]};
    Arrays.fill(tokens[0], 2);
    List<Entry> entries = new ArrayList<>();
    for (int position = 0; position < context; position++) {
      entries.add(new Entry(position % 2, 0, position, 1 + position % 5));
    }
    double[] lengths = {1, 1};
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"), 2, tokens, entries, Optional.empty(), false);
    try (var prepared = prepare(cache, lengths, false)) {
      assertThat(prepared.nonzeros()).isEqualTo(context);
      assertThat(prepared.feature(1).positions()).hasSize(context / 2).startsWith(1, 3, 5);
      assertThat(prepared.sum(0) + prepared.sum(1))
          .isEqualTo(entries.stream().mapToDouble(Entry::value).sum());
      assertThat(prepared.maxActive()).isEqualTo(1);
    }
  }

  @Test
  void preparesACacheInWhichNothingFires() throws IOException {
    int[][] tokens = {{1, 2, 3}, {1, 4, 5}};
    Path cache = CacheFiles.delphi(folder.resolve("layers.2"), tokens, List.of(), 4);
    try (var prepared = prepare(cache, new double[] {1, 1, 1, 1}, true, 1)) {
      assertThat(prepared.nonzeros()).isZero();
      assertThat(prepared.feature(3).isDead()).isTrue();
      assertThat(prepared.max(3)).isZero();
      assertThat(prepared.maxActive()).isZero();
      assertThat(prepared.activeAt(1, 2, new int[0], new float[0])).isZero();
      assertThat(prepared.source())
          .usingRecursiveComparison()
          .isEqualTo(
              new ActivationSource("delphi", 2, 3, 6, 4, new int[] {1}, "float16", false, 0));
    }
  }

  @Test
  void preparesACacheWithoutPrompts() throws IOException {
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"), 2, new int[0][], List.of(), Optional.empty(), false);
    try (var prepared = prepare(cache, new double[] {1, 1}, true)) {
      assertThat(prepared.source().totalTokens()).isZero();
      assertThat(prepared.source().meanL0()).isZero();
    }
  }

  @Test
  void impliedL0IsOverCountedTokens() throws IOException {
    int[][] tokens = {{1, 2, 3, 4}};
    var entries = List.of(new Entry(0, 0, 0, 1), new Entry(0, 0, 1, 1), new Entry(1, 0, 1, 2));
    Path cache = CacheFiles.delphi(folder.resolve("layers.2"), tokens, entries, 2);
    try (var prepared = prepare(cache, new double[] {1, 1}, true, 1)) {
      assertThat(prepared.source().meanL0()).isCloseTo(2.0 / 3, within(1e-15));
    }
  }

  @Test
  void aValueThatRoundsToNothingDoesNotCount() throws IOException {
    int[][] tokens = {{2, 2}};
    var entries = List.of(new Entry(0, 0, 0, Float.MIN_VALUE), new Entry(0, 0, 1, 1));
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"), 1, tokens, entries, Optional.empty(), false);
    try (var prepared = prepare(cache, new double[] {0.25}, true)) {
      assertThat(prepared.feature(0).positions()).containsExactly(1);
    }
  }
}
