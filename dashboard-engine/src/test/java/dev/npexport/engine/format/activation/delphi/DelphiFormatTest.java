package dev.npexport.engine.format.activation.delphi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DelphiFormatTest {

  private static final int[][] TOKENS = {{1, 2, 3}, {1, 4, 5}};

  @TempDir Path folder;

  private static List<Problem> problems(Path cache, int dSae) {
    var thrown =
        catchThrowableOfType(
            InputException.class, () -> ActivationCaches.open(cache, OptionalInt.of(dSae)).close());
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private static void assertOne(List<Problem> problems, ProblemCode code, String... parts) {
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo(code);
    assertThat(problems.getFirst().sentence()).contains(parts);
  }

  private Path write(int... widths) throws IOException {
    return CacheFiles.delphi(
        folder.resolve("latents/layers.2.mlp"), TOKENS, List.of(new Entry(0, 0, 1, 1)), widths);
  }

  /** A split whose tensors are as given. */
  private static void split(
      Path file, DType locations, int columns, MemorySegment rows, DType values, int count)
      throws IOException {
    int bytes = values.bytes() * count;
    try (var out = Files.newOutputStream(file)) {
      new SafetensorsWriter()
          .add("locations", locations, new long[] {count, columns}, rows)
          .add("activations", values, new long[] {count}, MemorySegment.ofArray(new byte[bytes]))
          .add("tokens", DType.I32, new long[] {2, 3}, CacheFiles.ints(1, 2, 3, 1, 4, 5))
          .write(out);
    }
  }

  @Test
  void opensTheHookpointOrAFolderAboveIt() throws IOException {
    Path hookpoint = write(3, 2);
    for (Path path : List.of(hookpoint, folder.resolve("latents"), folder)) {
      try (var cache = ActivationCaches.open(path, OptionalInt.of(5))) {
        assertThat(cache.hookName()).contains("layers.2.mlp");
        assertThat(cache.modelName()).contains("tiny");
        assertThat(cache.features()).isEqualTo(5);
        assertThat(cache.entries()).isEqualTo(1);
        assertThat(cache.ignoredTokenIds()).isEmpty();
        assertThat(cache.valuePrecision()).isEqualTo("float16");
        assertThat(cache.prompts().token(4)).isEqualTo(4);
        assertThat(cache.parts()).extracting(EntryPart::endFeature).containsExactly(3, 5);
      }
    }
  }

  @Test
  void readsItsExtentFromTheNamesWhenNobodySaysIt() throws IOException {
    try (var cache = ActivationCaches.open(write(3, 2, 4), OptionalInt.empty())) {
      assertThat(cache.features()).isEqualTo(9);
    }
  }

  @Test
  void ordersSplitsByNumberNotByName() throws IOException {
    Path hookpoint = write(2, 8, 100);
    assertThat(new DelphiFormat().fingerprintFiles(hookpoint))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("0_1.safetensors", "2_9.safetensors", "10_109.safetensors");
  }

  @Test
  void refusesSeveralHookpointsByName() throws IOException {
    write(2);
    CacheFiles.delphi(folder.resolve("latents/layers.3.mlp"), TOKENS, List.of(), 2);
    assertOne(
        problems(folder, 2), ProblemCode.UNKNOWN_FORMAT, "latents/layers.2.mlp, latents/layers.3");
  }

  @Test
  void refusesAMissingSplitAtEachEnd() throws IOException {
    Path hookpoint = write(2, 2, 2, 2);
    Files.delete(hookpoint.resolve("0_1.safetensors"));
    Files.delete(hookpoint.resolve("4_5.safetensors"));
    var found = problems(hookpoint, 9);
    assertThat(found)
        .extracting(Problem::message)
        .containsExactly(
            "no split file holds latents 0 to 1",
            "no split file holds latents 4 to 5",
            "no split file holds latents 8 to 8");
    assertThat(found).extracting(Problem::code).containsOnly(ProblemCode.MISSING_SPLIT);
  }

  @Test
  void refusesSplitsThatOverlap() throws IOException {
    Path hookpoint = write(2, 2);
    Files.move(hookpoint.resolve("2_3.safetensors"), hookpoint.resolve("1_3.safetensors"));
    assertOne(
        problems(hookpoint, 4),
        ProblemCode.DUPLICATE_ENTRY,
        "1_3.safetensors",
        "which 0_1.safetensors holds too");
  }

  @Test
  void refusesSplitsThatGoPastTheSae() throws IOException {
    assertOne(
        problems(write(2, 2), 3),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "2_3.safetensors: holds latents up to 3; the SAE has 3 features, 0 to 2");
  }

  @Test
  void refusesANameThatEndsBeforeItStarts() throws IOException {
    Path hookpoint = write(2);
    Files.copy(hookpoint.resolve("0_1.safetensors"), hookpoint.resolve("9_5.safetensors"));
    assertOne(problems(hookpoint, 2), ProblemCode.INVALID_FIELD, "9_5.safetensors", "9 to 5");
  }

  @Test
  void refusesASplitWithoutTokens() throws IOException {
    Path hookpoint = write(2, 2);
    try (var out = Files.newOutputStream(hookpoint.resolve("2_3.safetensors"))) {
      new SafetensorsWriter()
          .add("locations", DType.U16, new long[] {0, 3}, CacheFiles.shorts())
          .add("activations", DType.F16, new long[] {0}, CacheFiles.halves())
          .write(out);
    }
    assertOne(
        problems(hookpoint, 4),
        ProblemCode.MISSING_TOKENS,
        "2_3.safetensors: tensor tokens: is missing");
  }

  @Test
  void refusesSplitsWhoseTokensDiffer() throws IOException {
    Path hookpoint = write(2, 2);
    Path other =
        CacheFiles.delphi(
            folder.resolve("other"), new int[][] {{1, 2, 3}, {1, 9, 5}}, List.of(), 2, 2);
    Path moved = hookpoint.resolve("2_3.safetensors");
    Files.delete(moved);
    Files.move(other.resolve("2_3.safetensors"), moved);
    assertOne(
        problems(hookpoint, 4),
        ProblemCode.INVALID_FIELD,
        "2_3.safetensors: tensor tokens prompt 1 position 1: is 9; 0_1.safetensors has 4");
  }

  @Test
  void takesTokensOfAnotherDtypeAsTheSame() throws IOException {
    Path hookpoint = write(2);
    split(hookpoint.resolve("2_3.safetensors"), DType.U32, 3, CacheFiles.ints(), DType.BF16, 0);
    try (var cache = ActivationCaches.open(hookpoint, OptionalInt.of(4))) {
      assertThat(cache.features()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"U16", "U32", "I32", "I64"})
  void readsLocationsOfEveryIntegerType(DType type) throws IOException {
    Path file = Files.createDirectories(folder.resolve("h")).resolve("0_9.safetensors");
    MemorySegment rows =
        switch (type) {
          case U16 -> CacheFiles.shorts(1, 2, 9, 0, 1, 3);
          case I64 -> CacheFiles.longs(1, 2, 9, 0, 1, 3);
          default -> CacheFiles.ints(1, 2, 9, 0, 1, 3);
        };
    split(file, type, 3, rows, DType.F32, 2);
    try (var cache = ActivationCaches.open(file.getParent(), OptionalInt.of(10))) {
      List<Integer> found = new ArrayList<>();
      cache
          .parts()
          .getFirst()
          .read(
              block -> {
                for (int i = 0; i < block.size(); i++) {
                  found.addAll(List.of(block.prompts[i], block.positions[i], block.features[i]));
                }
              });
      assertThat(found).containsExactly(1, 2, 9, 0, 1, 3);
    }
  }

  @Test
  void refusesWrongShapesAndTypesOfASplitTogether() throws IOException {
    Path file = Files.createDirectories(folder.resolve("h")).resolve("0_9.safetensors");
    split(file, DType.U16, 2, CacheFiles.shorts(1, 2), DType.I32, 1);
    var found = problems(file.getParent(), 10);
    assertThat(found)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(ProblemCode.WRONG_DTYPE, ProblemCode.WRONG_SHAPE);
    assertThat(found.stream().sorted(Comparator.comparing(Problem::where)).map(Problem::sentence))
        .satisfiesExactly(
            first -> assertThat(first).contains("tensor activations", "I32"),
            second -> assertThat(second).contains("tensor locations", "[1, 2]", "[1, 3]"));
  }

  @Test
  void refusesATruncatedSplitAmongOthers() throws IOException {
    Path hookpoint = write(2, 2);
    Path file = hookpoint.resolve("2_3.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    var found = problems(hookpoint, 4);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().file()).endsWith("2_3.safetensors");
  }

  @Test
  void readsTheSingleFileThatLatentCacheSaves() throws IOException {
    Path file = folder.resolve("layers.5.safetensors");
    split(file, DType.I64, 3, CacheFiles.longs(0, 1, 4), DType.BF16, 1);
    try (var cache = ActivationCaches.open(file, OptionalInt.of(6))) {
      assertThat(cache.kind()).isEqualTo("delphi");
      assertThat(cache.features()).isEqualTo(6);
      assertThat(cache.hookName()).contains("layers.5");
      assertThat(cache.valuePrecision()).isEqualTo("bfloat16");
    }
  }

  @Test
  void refusesAnEmptyFolder() throws IOException {
    Files.createDirectories(folder.resolve("nothing"));
    assertOne(problems(folder.resolve("nothing"), 4), ProblemCode.UNKNOWN_FORMAT, "nothing");
  }
}
