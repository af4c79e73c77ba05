package dev.npexport.engine.format.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelReadersTest {

  private static final String ROW = "{\"feature_index\": 2, \"label\": \"love\"}\n";

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<Problem> problems(Path path) {
    var thrown = catchThrowableOfType(InputException.class, () -> LabelReaders.read(path, 10));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private static void assertOne(List<Problem> problems, ProblemCode code, String... parts) {
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo(code);
    assertThat(problems.getFirst().sentence()).contains(parts);
  }

  @Test
  void readsTheSample() {
    var labels = LabelReaders.read(Path.of("../samples/small/labels.jsonl"), 1024);
    assertThat(labels.first(0).orElseThrow())
        .isEqualTo(
            new Label(
                0,
                Optional.of("tokens such as “limited”, “best”, “ad”"),
                Optional.of("Token > Several"),
                Optional.empty(),
                Optional.of("top_tokens"),
                Optional.empty(),
                Optional.of(0.212),
                Optional.empty()));
  }

  @Test
  void keepsRowsOfAFeatureInInputOrder() throws IOException {
    Path file = write("a.jsonl", ROW + ROW.replace("2", "1") + ROW.replace("love", "hate"));
    var labels = LabelReaders.read(file, 10);
    assertThat(labels.of(2)).extracting(Label::text).containsExactly("love", "hate");
    assertThat(labels.of(3)).isEmpty();
    assertThat(labels.byFeature().keySet()).containsExactly(1, 2);
  }

  @Test
  void readsEveryFieldOfACsvInAnyOrder() throws IOException {
    Path file =
        write(
            "a.csv",
            """
            \uFEFFscore,label,description,feature_index,model,method,category,created_at
            0.5,"a, b","two
            lines",3,openai/gpt-4o,eleuther,A > B,2026-01-31 12:00:00+01:00

            ,"she said ""no""\",,4,,,,
            """);
    var labels = LabelReaders.read(file, 10);
    assertThat(labels.first(3))
        .contains(
            new Label(
                3,
                Optional.of("a, b"),
                Optional.of("A > B"),
                Optional.of("two\nlines"),
                Optional.of("eleuther"),
                Optional.of("openai/gpt-4o"),
                Optional.of(0.5),
                Optional.of("2026-01-31T11:00:00.000Z")));
    assertThat(labels.first(4).orElseThrow().text()).isEqualTo("she said \"no\"");
    assertThat(labels.first(4).orElseThrow().score()).isEmpty();
  }

  @Test
  void namesTheLineOfARowAfterAFieldWithALineBreak() throws IOException {
    Path file = write("a.csv", "feature_index,label\n1,\"x\ny\"\n\n2,\n3,c\n");
    assertOne(problems(file), ProblemCode.MISSING_FIELD, "line 5: has neither a label nor");
  }

  @Test
  void namesAnUnknownColumn() throws IOException {
    assertOne(
        problems(write("a.csv", "feature_index,labels\n1,x\n")),
        ProblemCode.INVALID_FIELD,
        "line 1 column labels: is not known; expected columns of feature_index, label");
  }

  @Test
  void refusesACsvWithoutTheIndexWithAColumnTwiceOrWithoutAHeader() throws IOException {
    assertOne(
        problems(write("a.csv", "label\nx\n")),
        ProblemCode.MISSING_FIELD,
        "column feature_index: is missing");
    assertOne(
        problems(write("b.csv", "feature_index,label,label\n1,x,y\n")),
        ProblemCode.MALFORMED_FILE,
        "twice");
    assertOne(problems(write("c.csv", "")), ProblemCode.MALFORMED_FILE, "line 1: is missing");
  }

  @Test
  void refusesACsvRowOfAnotherWidth() throws IOException {
    assertOne(
        problems(write("a.csv", "feature_index,label\n1,a\n2,b,c\n")),
        ProblemCode.MALFORMED_FILE,
        "line 3: has 3 columns; the header names 2");
  }

  @Test
  void refusesACsvThatIsNotUtf8OrHasAnOpenQuote() throws IOException {
    Path latin = folder.resolve("l.csv");
    Files.write(latin, "feature_index,label\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertOne(problems(latin), ProblemCode.MALFORMED_FILE, "is not CSV in UTF-8");
    Path open = write("q.csv", "feature_index,label\n1,\"x\n");
    assertOne(problems(open), ProblemCode.MALFORMED_FILE, "q.csv");
  }

  @Test
  void refusesARowThatSaysNothingByLine() throws IOException {
    assertOne(
        problems(write("a.jsonl", ROW + ROW.replace("love", ""))),
        ProblemCode.MISSING_FIELD,
        "a.jsonl: line 2: has neither a label nor a description");
  }

  @Test
  void refusesAnIndexOutsideTheSaeByLine() throws IOException {
    var found = problems(write("a.jsonl", ROW.replace("2", "10") + ROW + ROW.replace("2", "-1")));
    assertThat(found).extracting(Problem::where).containsExactly("line 1", "line 3");
    assertThat(found).extracting(Problem::code).containsOnly(ProblemCode.UNKNOWN_FEATURE);
    assertThat(found.getFirst().message()).contains("feature 10", "10 features, 0 to 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"feature_index\": \"2\" | feature_index",
        "\"feature_index\": 2.5 | feature_index",
        "\"feature_index\": 2, \"score\": \"0.5\" | score",
        "\"feature_index\": 2, \"score\": 1e999 | score",
        "\"feature_index\": 2, \"category\": 4 | category",
        "\"feature_index\": 2, \"method\": [\"a\"] | method",
        "\"feature_index\": 2, \"created_at\": \"yesterday\" | created_at",
        "\"feature_index\": 2, \"explanation\": \"x\" | explanation"
      })
  void refusesAFieldByLineAndName(String fields, String name) throws IOException {
    Path file = write("a.jsonl", ROW + "{" + fields + ", \"label\": \"x\"}\n");
    assertOne(problems(file), ProblemCode.INVALID_FIELD, "line 2 field " + name + ":");
  }

  @Test
  void showsATextWithOnePairOfQuotes() throws IOException {
    Path file = write("a.jsonl", ROW + "{\"feature_index\": \"seven\", \"label\": \"x\"}\n");
    assertOne(
        problems(file), ProblemCode.INVALID_FIELD, "field feature_index: is \"seven\"; expected");
  }

  @ParameterizedTest
  @CsvSource({"x", "NaN", "Infinity", "1e999", "0x1p3", "1d"})
  void refusesAScoreThatIsNoFiniteNumber(String score) throws IOException {
    Path file = write("a.csv", "feature_index,label,score\n1,x," + score + "\n");
    assertOne(problems(file), ProblemCode.INVALID_FIELD, "line 2 field score: is \"" + score);
  }

  @Test
  void tellsManyProblemsWithoutEnd() throws IOException {
    var found = problems(write("a.jsonl", ROW + ROW.replace("2", "77").repeat(500)));
    assertThat(found).hasSize(101);
    assertThat(found.getLast().message()).contains("400 more");
  }

  @Test
  void readsADelphiExplanationsFolderInPlainTextOrJson() throws IOException {
    Path explanations = Files.createDirectories(folder.resolve("run/explanations"));
    Files.writeString(
        explanations.resolve("layers.5.mlp_latent3.txt"), "\"words of \\\"love\\\"\"");
    Files.writeString(explanations.resolve("layers.5.mlp_latent7.txt"), " \"yes\" and \"no\"\n");
    for (Path path : List.of(explanations, explanations.getParent())) {
      var labels = LabelReaders.read(path, 10);
      assertThat(labels.first(3).orElseThrow().description()).contains("words of \"love\"");
      assertThat(labels.first(7).orElseThrow().text()).isEqualTo("\"yes\" and \"no\"");
      assertThat(labels.first(3).orElseThrow().label()).isEmpty();
    }
  }

  @Test
  void readsExplanationsThatAreNamedByNumberAlone() throws IOException {
    write("12.txt", "x");
    assertThat(LabelReaders.read(folder, 13).first(12)).isPresent();
    assertOne(problems(folder), ProblemCode.UNKNOWN_FEATURE, "12.txt: labels feature 12");
  }

  @Test
  void refusesExplanationsThatAreEmptyOrOfSeveralHookpoints() throws IOException {
    write("a_latent1.txt", " \n");
    assertOne(problems(folder), ProblemCode.MISSING_FIELD, "a_latent1.txt");
    write("b_latent2.txt", "x");
    assertOne(problems(folder), ProblemCode.UNKNOWN_FORMAT, "b_latent2.txt", "several hookpoints");
  }

  @Test
  void readsNeuronpediaExplanationsGzippedOrNot() throws IOException {
    String text =
        """
        {"id":"c1","modelId":"m","layer":"3-x","index":"4","description":"greeting","authorId":"a",\
        "typeName":"np_max-act","explanationModelName":null,"createdAt":"2024-08-01T12:00:00.123Z"}
        """;
    Path zipped = folder.resolve("batch-0.jsonl.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : List.of(write("batch-0.jsonl", text), zipped)) {
      assertThat(LabelReaders.read(file, 10).of(4))
          .containsExactly(
              new Label(
                  4,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("greeting"),
                  Optional.of("np_max-act"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("2024-08-01T12:00:00.123Z")));
    }
  }

  @Test
  void refusesAGzipThatIsCutShort() throws IOException {
    Path file = folder.resolve("a.jsonl.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((ROW + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(problems(file)).hasSize(1);
  }

  @Test
  void refusesWhatHoldsNoLabels() throws IOException {
    assertOne(problems(write("a.bin", "x")), ProblemCode.UNKNOWN_FORMAT, "a.bin: holds no labels");
    assertOne(problems(folder.resolve("none")), ProblemCode.FILE_NOT_FOUND, "none");
    assertOne(problems(write("b.jsonl", "{\"a\": 1}\n")), ProblemCode.UNKNOWN_FORMAT, "b.jsonl");
  }
}
