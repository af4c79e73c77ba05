package dev.npexport.engine.format.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabulariesTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/npexport/engine/format/tokenizer");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  /** The expected texts are the tokenizers library's own (tools/golden/tokenizers_golden.py). */
  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "byte-fallback", "unigram", "wordpiece"})
  void everyTokenReadsAsTheTokenizersLibraryDecodesIt(String family) throws IOException {
    var vocabulary = Vocabularies.open(GOLDEN.resolve(family));
    JsonNode texts = JSON.readTree(GOLDEN.resolve(family + "/golden.json").toFile()).get("texts");
    assertThat(vocabulary.size()).isEqualTo(texts.size());
    for (int id = 0; id < texts.size(); id++) {
      assertThat(vocabulary.text(id)).as("token %d", id).isEqualTo(texts.get(id).textValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "byte-fallback", "unigram", "wordpiece"})
  void runsOfTokensReadAsTheTokenizersLibraryDecodesThem(String family) throws IOException {
    var vocabulary = Vocabularies.open(GOLDEN.resolve(family));
    JsonNode golden = JSON.readTree(GOLDEN.resolve(family + "/golden.json").toFile());
    int anchor = golden.get("anchor").intValue();
    for (JsonNode run : golden.get("runs")) {
      int[] ids =
          IntStream.concat(
                  IntStream.of(anchor),
                  IntStream.range(0, run.get("ids").size())
                      .map(i -> run.get("ids").get(i).intValue()))
              .toArray();
      assertThat(vocabulary.joined(ids, 0, ids.length))
          .isEqualTo(vocabulary.text(anchor) + run.get("joined").textValue());
      assertThat(vocabulary.joined(ids, 1, 1)).isEmpty();
    }
  }

  @Test
  void readsTheSampleModel() {
    var vocabulary = Vocabularies.open(Path.of("../samples/small/model"));
    assertThat(vocabulary.size()).isEqualTo(4096);
    assertThat(vocabulary.text(0)).isEqualTo("<|endoftext|>");
    assertThat(vocabulary.text(1)).isEqualTo("!");
    assertThat(vocabulary.specialIds()).containsExactly(0);
    assertThat(vocabulary.knows(4095)).isTrue();
    assertThat(vocabulary.knows(4096)).isFalse();
    assertThat(vocabulary.knows(-1)).isFalse();
    assertThat(vocabulary.text(4096)).isEqualTo("<|outofrange|>");
    assertThat(vocabulary.joined(new int[] {1, 9999, 1}, 0, 3)).isEqualTo("!<|outofrange|>!");
  }

  @Test
  void putsACharacterOverSeveralTokensTogether() throws IOException {
    tokenizer(
        """
        {"decoder":{"type":"ByteLevel"},
         "model":{"type":"BPE","vocab":{"ðŁ":0,"ĺĢ":1,"Ġa":2,"漢":3}},"added_tokens":[]}
        """);
    var vocabulary = Vocabularies.open(temp);
    assertThat(vocabulary.text(0)).isEqualTo("\uFFFD");
    assertThat(vocabulary.text(1)).isEqualTo("\uFFFD\uFFFD");
    assertThat(vocabulary.joined(new int[] {0, 1, 2}, 0, 3)).isEqualTo("😀 a");
    assertThat(vocabulary.joined(new int[] {0, 2}, 0, 2)).isEqualTo("\uFFFD a");
    assertThat(vocabulary.text(3)).as("not of the alphabet").isEqualTo("漢");
  }

  @Test
  void leavesHolesUnknownAndHidesPiecesBehindAddedTokens() throws IOException {
    tokenizer(
        """
        {"model":{"type":"BPE","vocab":{"a":0,"b":1}},
         "added_tokens":[{"id":5,"content":"<x> ▁","special":true},{"id":1,"content":"B"}]}
        """);
    var vocabulary = Vocabularies.open(temp);
    assertThat(vocabulary.size()).isEqualTo(6);
    assertThat(vocabulary.text(1)).isEqualTo("B");
    assertThat(vocabulary.knows(3)).isFalse();
    assertThat(vocabulary.text(5)).as("added tokens stand as they are").isEqualTo("<x> ▁");
  }

  @Test
  void replacesHalfASurrogatePair() throws IOException {
    tokenizer("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\\ud800b\":0}}}");
    assertThat(Vocabularies.open(temp).text(0)).isEqualTo("a\uFFFDb");
  }

  @Test
  void takesSpecialTokensFromTheConfigAndThenTheMap() throws IOException {
    tokenizer(
        """
        {"model":{"type":"BPE","vocab":{"a":0,"<s>":1,"</s>":2,"<pad>":3,"<old>":4}},
         "added_tokens":[]}
        """);
    Files.writeString(
        temp.resolve("tokenizer_config.json"),
        "{\"bos_token\":{\"content\":\"<s>\",\"lstrip\":false},\"eos_token\":null,"
            + "\"unk_token\":\"a\"}");
    Files.writeString(
        temp.resolve("special_tokens_map.json"),
        "{\"bos_token\":\"<old>\",\"eos_token\":\"</s>\",\"pad_token\":\"[PAD]\"}");
    assertThat(Vocabularies.open(temp).specialIds()).containsExactly(1, 2);
  }

  @Test
  void refusesASpecialTokenThatIsNoText() throws IOException {
    tokenizer("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}");
    Files.writeString(temp.resolve("tokenizer_config.json"), "{\"eos_token\":7}");
    assertThat(problem().sentence())
        .contains("tokenizer_config.json: field eos_token: expected a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"model":{"vocab":{"a":-1}}}|INVALID_FIELD|model.vocab entry 'a'
          {"model":{"vocab":{"a":99999999999}}}|INVALID_FIELD|model.vocab entry 'a'
          {"model":{"vocab":{"a":9999999}}}|INVALID_FIELD|model.vocab
          {"model":{"vocab":{"a":"0"}}}|INVALID_FIELD|model.vocab entry 'a'
          {"model":{"vocab":[["a",0.5],"b"]}}|INVALID_FIELD|model.vocab entry 1
          {"model":{"vocab":3}}|INVALID_FIELD|model.vocab
          {"model":{"type":"BPE"}}|INVALID_FIELD|model.vocab
          {"model":[]}|INVALID_FIELD|model
          {}|INVALID_FIELD|model.vocab
          []|INVALID_FIELD|the file
          {"model":{"vocab":{"a":0}},"added_tokens":[{"id":1}]}|INVALID_FIELD|added_tokens entry 0
          {"model":{"vocab":{"a":0,"a":1}}}|MALFORMED_JSON|line 1
          {"model":|MALFORMED_JSON|line 2
          """)
  void namesWhatIsWrong(String content, ProblemCode code, String where) throws IOException {
    tokenizer(content + "\n");
    assertThat(problem().code()).isEqualTo(code);
    assertThat(problem().where()).startsWith(where);
    assertThat(problem().file()).endsWith("tokenizer.json");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(
        temp.resolve("tokenizer.json"),
        "{\"model\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problem().message()).isEqualTo("not valid UTF-8");
  }

  @Test
  void namesAMissingTokenizer() {
    assertThat(problem().code()).isEqualTo(ProblemCode.FILE_NOT_FOUND);
  }

  private void tokenizer(String content) throws IOException {
    Files.writeString(temp.resolve("tokenizer.json"), content);
  }

  private Problem problem() {
    InputException thrown =
        catchThrowableOfType(InputException.class, () -> Vocabularies.open(temp));
    assertThat(thrown).as("the tokenizer is refused").isNotNull();
    return thrown.problems().getFirst();
  }
}
