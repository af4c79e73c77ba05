package dev.npexport.engine.format.activation.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.ActivationSources;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlFormatTest {

  private static final String HEADER =
      """
      {"format": "npexport-activations-jsonl", "version": 1, "hook_name": "blocks.1.hook_mlp_out", \
      "counted_tokens": 100, "ignored_token_ids": [9, 0], "decoder_norm_folded": true}
      """;

  private static final String ROW =
      "{\"feature_index\": 3, \"prompt_index\": 7, \"token_ids\": [0, 5, 6], \"values\": [0, 1.5, 2]}\n";

  @TempDir Path folder;

  private ActivationCache open(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cache.jsonl"), text);
    return ActivationCaches.open(file, OptionalInt.of(10));
  }

  private void assertRefused(String text, ProblemCode code, String... parts) throws IOException {
    Path file = Files.writeString(folder.resolve("cache.jsonl"), text);
    var thrown =
        catchThrowableOfType(
            InputException.class, () -> new JsonlFormat().open(file, OptionalInt.of(10)).close());
    assertThat(thrown).isNotNull();
    assertThat(thrown.problems().getFirst().code()).isEqualTo(code);
    assertThat(thrown.problems().getFirst().sentence()).contains("cache.jsonl").contains(parts);
  }

  @Test
  void saysWhatTheHeaderSays() throws IOException {
    try (var cache = open(HEADER + ROW)) {
      assertThat(cache.kind()).isEqualTo("jsonl");
      assertThat(cache.hookName()).contains("blocks.1.hook_mlp_out");
      assertThat(cache.countedTokens()).hasValue(100);
      assertThat(cache.ignoredTokenIds().orElseThrow()).containsExactly(0, 9);
      assertThat(cache.decoderNormFolded()).isTrue();
      assertThat(cache.features()).isEqualTo(10);
      assertThat(cache.entries()).isEqualTo(2);
      var source = ActivationSources.of(cache, new int[] {0, 9}, cache.entries());
      assertThat(source.prompts()).isEqualTo(8);
      assertThat(source.tokensPerPrompt()).isEqualTo(3);
      assertThat(source.totalTokens()).isEqualTo(101);
      assertThat(source.meanL0()).isEqualTo(0.02);
    }
  }

  @Test
  void readsAGzippedFile() throws IOException {
    Path file = folder.resolve("cache.jsonl.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
    }
    try (var cache = ActivationCaches.open(file, OptionalInt.empty())) {
      assertThat(cache.features()).isEqualTo(4);
    }
  }

  @Test
  void acceptsAHeaderAlone() throws IOException {
    try (var cache = open(HEADER)) {
      assertThat(cache.entries()).isZero();
      assertThat(cache.prompts().prompts()).isZero();
    }
  }

  @Test
  void toleratesBlankLinesBeforeTheHeaderAndBetweenRows() throws IOException {
    try (var cache = open("\n" + HEADER + "\n  \n" + ROW + "\n")) {
      int[] read = new int[1];
      cache.parts().getFirst().read(block -> read[0] += block.size());
      assertThat(read[0]).isEqualTo(2);
    }
  }

  @Test
  void requiresCountedTokens() throws IOException {
    assertRefused(
        "{\"format\": \"npexport-activations-jsonl\", \"version\": 1}\n",
        ProblemCode.MISSING_FIELD,
        "line 1 field counted_tokens");
  }

  @Test
  void refusesFewerCountedTokensThanTheLinesHold() throws IOException {
    assertRefused(
        HEADER.replace("100", "1") + ROW,
        ProblemCode.INVALID_FIELD,
        "line 1 field counted_tokens",
        "is 1; the lines alone hold 2 counted tokens");
  }

  @Test
  void refusesAPromptWhoseTokensChange() throws IOException {
    assertRefused(
        HEADER + ROW + ROW.replace("\": 3", "\": 4").replace("5, 6", "5, 7"),
        ProblemCode.INVALID_FIELD,
        "line 3 field token_ids",
        "prompt 7");
    assertRefused(
        HEADER
            + ROW
            + ROW.replace("\": 3", "\": 4").replace("[0, 5, 6]", "[0, 5]").replace(", 2]", "]"),
        ProblemCode.INVALID_FIELD,
        "line 3 field token_ids");
  }

  @Test
  void refusesAFeatureOutsideTheSaeByLine() throws IOException {
    assertRefused(
        HEADER + ROW + ROW.replace("\": 3", "\": 10"),
        ProblemCode.INDEX_OUT_OF_RANGE,
        "line 3 field feature_index",
        "is 10; the SAE has 10 features");
  }

  @Test
  void refusesListsOfDifferentLengths() throws IOException {
    assertRefused(
        HEADER + ROW.replace("1.5, 2", "1.5"),
        ProblemCode.WRONG_SHAPE,
        "line 2",
        "has 3 token_ids and 2 values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"feature_index\": 3 | \"feature_index\": -3 | feature_index",
        "\"feature_index\": 3 | \"feature_index\": 3.0 | feature_index",
        "\"feature_index\": 3 | \"feature_index\": \"3\" | feature_index",
        "\"feature_index\": 3 | \"feature_index\": 99999999999999999999 | feature_index",
        "\"prompt_index\": 7 | \"prompt_index\": null | prompt_index",
        "[0, 5, 6] | 5 | token_ids",
        "[0, 5, 6] | [0, 5, -6] | token_ids",
        "[0, 5, 6] | [0, 5, [6]] | token_ids",
        "[0, 1.5, 2] | [0, 1.5, \"2\"] | values",
        "\"values\" | \"value\" | value"
      })
  void refusesAFieldByLineAndName(String good, String bad, String field) throws IOException {
    assertRefused(
        HEADER + ROW.replace(good, bad), ProblemCode.INVALID_FIELD, "line 2 field " + field + ":");
  }

  @Test
  void refusesAMissingField() throws IOException {
    assertRefused(
        HEADER + "{\"feature_index\": 3, \"prompt_index\": 7, \"token_ids\": []}",
        ProblemCode.MISSING_FIELD,
        "line 2 field values");
  }

  @Test
  void refusesValuesBeyondFloat64() throws IOException {
    assertRefused(
        HEADER + ROW.replace("1.5", "1e999"), ProblemCode.NOT_FINITE, "line 2 entry 1", "1e999");
    assertRefused(HEADER + ROW.replace("1.5", "NaN"), ProblemCode.MALFORMED_JSON, "line 2");
  }

  @Test
  void refusesAFileWithoutAHeader() throws IOException {
    assertRefused("", ProblemCode.MISSING_FIELD, "line 1");
    assertRefused(ROW, ProblemCode.INVALID_FIELD, "line 1");
  }

  @Test
  void readsAnyBadLineAsAnError() throws IOException {
    assertRefused(HEADER + ROW + "{", ProblemCode.MALFORMED_JSON, "line 3");
    assertRefused(HEADER + "[]\n", ProblemCode.MALFORMED_JSON, "line 2");
    assertRefused(HEADER + ROW.strip() + " 1\n", ProblemCode.MALFORMED_JSON, "line 2");
    assertRefused(
        HEADER + ROW.replace("prompt_index", "feature_index"),
        ProblemCode.MALFORMED_JSON,
        "line 2");
  }
}
