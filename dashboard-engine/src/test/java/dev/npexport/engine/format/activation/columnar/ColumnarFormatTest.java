package dev.npexport.engine.format.activation.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnarFormatTest {

  @TempDir Path folder;
  private Path file;
  private SafetensorsWriter writer;

  @BeforeEach
  void start() {
    file = folder.resolve("cache.safetensors");
    writer =
        new SafetensorsWriter()
            .metadata("format", "npexport-activations")
            .metadata("version", "1")
            .metadata("hook_name", "blocks.2.hook_resid_post")
            .metadata("ignored_token_ids", "5, 3,5");
  }

  private Path write() throws IOException {
    try (var out = Files.newOutputStream(file)) {
      writer.write(out);
    }
    return file;
  }

  private ColumnarFormatTest indptr(long... values) {
    writer.add("indptr", DType.I64, new long[] {values.length}, CacheFiles.longs(values));
    return this;
  }

  private ColumnarFormatTest columns(int entries) {
    writer.add("prompt", DType.I32, new long[] {entries}, CacheFiles.ints(new int[entries]));
    writer.add("position", DType.I32, new long[] {entries}, CacheFiles.ints(new int[entries]));
    writer.add("value", DType.F32, new long[] {entries}, CacheFiles.floats(new double[entries]));
    return this;
  }

  private ColumnarFormatTest tokens() {
    writer.add("tokens", DType.I32, new long[] {2, 3}, CacheFiles.ints(1, 2, 3, 1, 4, 5));
    return this;
  }

  private List<Problem> problems(int dSae) throws IOException {
    write();
    var thrown =
        catchThrowableOfType(
            InputException.class, () -> ActivationCaches.open(file, OptionalInt.of(dSae)).close());
    assertThat(thrown).isNotNull();
    assertThat(thrown.problems())
        .allSatisfy(p -> assertThat(p.file()).endsWith("cache.safetensors"));
    return thrown.problems();
  }

  private static void assertOne(List<Problem> problems, ProblemCode code, String... parts) {
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo(code);
    assertThat(problems.getFirst().sentence()).contains(parts);
  }

  @Test
  void saysWhatTheHeaderSays() throws IOException {
    indptr(0, 1, 1, 2).columns(2).tokens().write();
    try (var cache = ActivationCaches.open(file, OptionalInt.empty())) {
      assertThat(cache.kind()).isEqualTo("columnar");
      assertThat(cache.features()).isEqualTo(3);
      assertThat(cache.entries()).isEqualTo(2);
      assertThat(cache.hookName()).contains("blocks.2.hook_resid_post");
      assertThat(cache.modelName()).isEmpty();
      assertThat(cache.ignoredTokenIds().orElseThrow()).containsExactly(3, 5);
      assertThat(cache.decoderNormFolded()).isFalse();
      assertThat(cache.valuePrecision()).isEqualTo("float32");
      assertThat(cache.countedTokens()).isEmpty();
    }
  }

  @Test
  void refusesPointersThatDoNotStartAtZero() throws IOException {
    assertOne(
        indptr(1, 2).columns(2).tokens().problems(1),
        ProblemCode.INVALID_FIELD,
        "tensor indptr: starts at 1; expected 0");
  }

  @Test
  void refusesPointersThatGoDownByFeature() throws IOException {
    assertOne(
        indptr(0, 2, 1, 2).columns(2).tokens().problems(3),
        ProblemCode.INVALID_FIELD,
        "tensor indptr: goes down from 2 to 1 at feature 1");
  }

  @Test
  void refusesPointersThatEndElsewhere() throws IOException {
    assertOne(
        indptr(0, 3).columns(2).tokens().problems(1),
        ProblemCode.INVALID_FIELD,
        "ends at 3; expected 2");
  }

  @Test
  void refusesPointersForAnotherNumberOfFeatures() throws IOException {
    assertOne(
        indptr(0, 1, 2).columns(2).tokens().problems(3),
        ProblemCode.WRONG_SHAPE,
        "tensor indptr: has shape [3]; expected [4], d_sae + 1");
  }

  @Test
  void refusesACacheWithoutTokens() throws IOException {
    assertOne(
        indptr(0, 2).columns(2).problems(1),
        ProblemCode.MISSING_TOKENS,
        "tensor tokens: is missing");
  }

  @Test
  void refusesTokensThatAreNoMatrix() throws IOException {
    writer.add("tokens", DType.I32, new long[] {2}, CacheFiles.ints(1, 2));
    assertOne(indptr(0).columns(0).problems(0), ProblemCode.WRONG_SHAPE, "tensor tokens");
  }

  @Test
  void refusesColumnsOfDifferentLengths() throws IOException {
    writer
        .add("prompt", DType.I32, new long[] {1}, CacheFiles.ints(0))
        .add("position", DType.I32, new long[] {2}, CacheFiles.ints(0, 1))
        .add("value", DType.F32, new long[] {2}, CacheFiles.floats(1, 2));
    assertOne(
        indptr(0, 2).tokens().problems(1),
        ProblemCode.WRONG_SHAPE,
        "tensor prompt: has shape [1]; expected [2]");
  }

  @Test
  void refusesTensorsThatDoNotBelong() throws IOException {
    writer.add("extra", DType.F32, new long[] {1}, CacheFiles.floats(1));
    assertOne(
        indptr(0, 2).columns(2).tokens().problems(1),
        ProblemCode.UNEXPECTED_TENSOR,
        "tensor extra");
  }

  @ParameterizedTest
  @CsvSource({
    "format, other, INVALID_FIELD",
    "version, 2, INVALID_FIELD",
    "decoder_norm_folded, yes, INVALID_FIELD",
    "ignored_token_ids, '1,x', INVALID_FIELD",
    "ignored_token_ids, '-1', INVALID_FIELD",
    "ignored_token_ids, '1,,2', INVALID_FIELD"
  })
  void refusesAHeaderFieldByName(String key, String value, ProblemCode code) throws IOException {
    writer.metadata(key, value);
    assertOne(indptr(0, 2).columns(2).tokens().problems(1), code, "metadata " + key, "is", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"indptr", "prompt", "position", "value"})
  void refusesAMissingTensorByName(String missing) throws IOException {
    writer = new SafetensorsWriter();
    writer.metadata("format", "npexport-activations").metadata("version", "1");
    for (String name : List.of("indptr", "prompt", "position", "value", "tokens")) {
      if (name.equals(missing)) {
        continue;
      }
      switch (name) {
        case "indptr" -> indptr(0, 0);
        case "tokens" -> tokens();
        case "value" -> writer.add(name, DType.F32, new long[] {0}, CacheFiles.floats());
        default -> writer.add(name, DType.I32, new long[] {0}, CacheFiles.ints());
      }
    }
    assertOne(problems(1), ProblemCode.MISSING_TENSOR, "tensor " + missing);
  }

  @Test
  void tellsAllProblemsOfTheHeaderAtOnce() throws IOException {
    writer.metadata("version", "9");
    writer.add("value", DType.I32, new long[] {2}, CacheFiles.ints(1, 2));
    writer.add("prompt", DType.F32, new long[] {2}, CacheFiles.floats(1, 2));
    assertThat(indptr(1, 2).problems(1))
        .extracting(Problem::where)
        .contains("metadata version", "tensor value", "tensor position", "tensor tokens");
  }
}
