package dev.npexport.engine.format.activation.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryRulesTest {

  private static final int[][] TOKENS = {{1, 2, 3}, {1, 4, 5}};

  @TempDir Path folder;

  private List<Problem> problems(Path cache, int dSae) {
    double[] lengths = new double[dSae];
    Arrays.fill(lengths, 2);
    Path prepared = folder.resolve("prepared");
    var thrown =
        catchThrowableOfType(
            InputException.class,
            () -> {
              try (var opened = ActivationCaches.open(cache, OptionalInt.of(dSae))) {
                var request = new PrepareRequest(lengths, true, new int[] {1}, 6);
                PreparedActivations.prepare(opened, request, prepared, "key", () -> false).close();
              }
            });
    assertThat(thrown).isNotNull();
    assertThat(prepared.toFile().list()).isNullOrEmpty();
    return thrown.problems();
  }

  private Path delphi(Entry... entries) throws IOException {
    return CacheFiles.delphi(folder.resolve("layers.2"), TOKENS, List.of(entries), 2, 2);
  }

  private Path columnar(Entry... entries) throws IOException {
    return CacheFiles.columnar(
        folder.resolve("c.safetensors"), 4, TOKENS, List.of(entries), Optional.empty(), false);
  }

  private static void assertOne(List<Problem> problems, ProblemCode code, String... parts) {
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo(code);
    assertThat(problems.getFirst().sentence()).contains(parts);
  }

  @Test
  void refusesAPlaceStoredTwiceInARow() throws IOException {
    assertOne(
        problems(delphi(new Entry(1, 0, 1, 1), new Entry(3, 1, 2, 1), new Entry(3, 1, 2, 5)), 4),
        ProblemCode.DUPLICATE_ENTRY,
        "2_3.safetensors: tensor locations row 1",
        "feature 3, prompt 1, position 2 is stored twice");
  }

  @Test
  void refusesAPlaceStoredTwiceFarApartAndOutOfOrder() throws IOException {
    assertOne(
        problems(
            delphi(
                new Entry(2, 1, 2, 1),
                new Entry(3, 1, 0, 1),
                new Entry(2, 0, 1, 1),
                new Entry(2, 1, 2, 5)),
            4),
        ProblemCode.DUPLICATE_ENTRY,
        "2_3.safetensors: tensor locations row 3",
        "feature 2, prompt 1, position 2 is stored twice");
  }

  @Test
  void refusesAPlaceStoredTwiceEvenIfOneOfThemWouldNotCount() throws IOException {
    assertOne(
        problems(columnar(new Entry(0, 0, 2, 1), new Entry(0, 0, 1, 1), new Entry(0, 0, 2, 0)), 4),
        ProblemCode.DUPLICATE_ENTRY,
        "c.safetensors: tensor prompt, position entry 2",
        "feature 0, prompt 0, position 2 is stored twice");
  }

  @Test
  void refusesMoreEntriesThanPlacesByTheFirstThatRepeats() throws IOException {
    Entry[] entries =
        IntStream.range(0, 9)
            .mapToObj(i -> new Entry(0, i % 2, (9 - i) % 3, 1))
            .toArray(Entry[]::new);
    assertOne(
        problems(columnar(entries), 4),
        ProblemCode.DUPLICATE_ENTRY,
        "tensor prompt, position entry 6",
        "feature 0, prompt 0, position 0 is stored twice");
  }

  @Test
  void refusesALatentThatTheSplitDoesNotHold() throws IOException {
    Path cache = delphi(new Entry(0, 0, 1, 1), new Entry(1, 0, 1, 1));
    Files.move(cache.resolve("0_1.safetensors"), cache.resolve("0_0.safetensors"));
    Files.move(cache.resolve("2_3.safetensors"), cache.resolve("1_2.safetensors"));
    assertOne(
        problems(cache, 3),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "0_0.safetensors: tensor locations row 1",
        "outside the 0 to 0 held here");
  }

  @Test
  void refusesAPromptThatHasNoTokens() throws IOException {
    assertOne(
        problems(delphi(new Entry(0, 2, 1, 1)), 4),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "0_1.safetensors: tensor locations row 0",
        "feature 0, prompt 2, position 1 has a prompt outside 0 to 1");
  }

  @Test
  void refusesAPositionOutsideItsPrompt() throws IOException {
    assertOne(
        problems(columnar(new Entry(0, 0, 1, 1), new Entry(2, 1, 3, 1)), 4),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "c.safetensors: tensor prompt, position entry 1",
        "feature 2, prompt 1, position 3 has a position outside its prompt of 3 tokens");
  }

  @Test
  void refusesANegativeIndex() throws IOException {
    assertOne(
        problems(columnar(new Entry(0, -5, 1, 1)), 4),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "prompt ?",
        "has a prompt outside 0 to 1");
  }

  @Test
  void refusesValuesThatAreNotFiniteAndSaysHowMany() throws IOException {
    assertOne(
        problems(
            delphi(
                new Entry(0, 0, 1, Double.NaN),
                new Entry(1, 0, 1, Double.NaN),
                new Entry(1, 0, 2, 1)),
            4),
        ProblemCode.NOT_FINITE,
        "0_1.safetensors: tensor activations row 0",
        "has the value NaN (2 such entries)");
    assertOne(
        problems(columnar(new Entry(0, 0, 0, Double.POSITIVE_INFINITY)), 4),
        ProblemCode.NOT_FINITE,
        "c.safetensors: tensor value entry 0",
        "has the value Infinity");
  }

  @Test
  void refusesAValueThatOverflowsWhenItIsFolded() throws IOException {
    assertOne(
        problems(columnar(new Entry(0, 0, 0, Float.MAX_VALUE)), 4),
        ProblemCode.NOT_FINITE,
        "too large for float32 when its decoder row's length is folded in");
  }

  @Test
  void tellsEveryKindOfProblemOfEverySplit() throws IOException {
    var found =
        problems(
            delphi(
                new Entry(0, 9, 1, 1),
                new Entry(1, 0, 9, 1),
                new Entry(1, 0, 1, Double.NaN),
                new Entry(3, 0, 1, Double.NEGATIVE_INFINITY)),
            4);
    assertThat(found).hasSize(4);
    assertThat(found.getLast().file()).endsWith("2_3.safetensors");
  }

  @Test
  void refusesATokenOutsideTheVocabulary() throws IOException {
    int[][] tokens = {{1, 2, 3}, {1, 6, 5}};
    Path cache = CacheFiles.delphi(folder.resolve("layers.2"), tokens, List.of(), 4);
    assertOne(
        problems(cache, 4),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "0_3.safetensors: tensor tokens prompt 1 position 1",
        "is token id 6; the vocabulary has 6 rows");
  }

  @Test
  void refusesANegativeToken() throws IOException {
    Path cache =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"),
            4,
            new int[][] {{1, -2}},
            List.of(),
            Optional.empty(),
            false);
    assertOne(problems(cache, 4), ProblemCode.INDEX_OUT_OF_RANGE, "is no token id");
  }
}
