package dev.npexport.engine.archive.neuronpedia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.FakeSae;
import dev.npexport.engine.archive.FakeVocabulary;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.label.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever tokens and labels are made of, no row has what the importer or the database breaks on.
 */
class RowTextsTest {

  private static final ArchiveFacts FACTS =
      Samples.facts(FakeSae.of(4, 16), Samples.CACHE, ExportOptions.DEFAULTS);

  /** What breaks rows, in pieces that random choices put together again. */
  private static final String[] PIECES = {
    "\0",
    "\\",
    "\\\\",
    "u0000",
    "\\u0000",
    "u",
    "0000",
    "\ud83d",
    "\ude00",
    "\ud83d\ude00",
    "\"",
    "\n",
    "\r",
    "\u2028",
    "\ufffd",
    "a",
    "\u007f",
    "\ufeff",
    "é",
    "\\u0000\\u0000"
  };

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void holdNoNulNoEscapedNulAndNoHalfOfAPair(int seed) throws IOException {
    var random = new Random(seed);
    var texts = new String[8];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(random);
    }
    var tokens = new TokenTexts(new FakeVocabulary(texts));
    var live = Samples.live(42);
    check(json -> new FeatureRow(FACTS, tokens).write(json, live));
    for (var example : live.examples().orElseThrow()) {
      check(
          json ->
              new ActivationRow(FACTS, tokens)
                  .write(json, new Numbers(json, 42), live, example, 0));
    }
    var label =
        new Label(
            42,
            Optional.of("x" + text(random)),
            Optional.empty(),
            Optional.of(text(random)),
            Optional.of(text(random)),
            Optional.of("m" + text(random)),
            Optional.empty(),
            Optional.empty());
    check(json -> new ExplanationRow(FACTS).write(json, label, 0));
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(7); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  private static void check(Writer writer) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var json = CompactJson.generator(out)) {
      writer.write(json);
    }
    var line = decoded(out.toByteArray());
    // the importer looks for these characters in the line, wherever they come from
    assertThat(line).doesNotContain("\\u0000", "\0", "\n", "\r");
    requireClean(new ObjectMapper().readTree(line));
  }

  private static void requireClean(JsonNode node) {
    if (node.isTextual()) {
      var text = node.textValue();
      assertThat(text).doesNotContain("\0", "\\u0000");
      assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
    node.elements().forEachRemaining(RowTextsTest::requireClean);
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
