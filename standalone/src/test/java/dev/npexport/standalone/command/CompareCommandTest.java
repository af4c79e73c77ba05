package dev.npexport.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.Shutdown;
import dev.npexport.standalone.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private static final Path BATCHES = Path.of("../samples/small/saedashboard");
  private static final String BATCH = BATCHES.resolve("batch-0.json.gz").toString();

  @TempDir Path work;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aBatchEqualsItselfInItsFolder() {
    assertThat(compare(BATCH, BATCHES.toString())).isEqualTo(ExitCode.DONE);
    assertThat(printed(out))
        .contains("features compared: 64, only in A: 0, only in B: 64")
        .containsPattern("pos_values +640 +0 ")
        .contains("equal: ");
  }

  @Test
  void saysWhatDiffersAndWhere() throws Exception {
    Path other = changed("\"frac_nonzero\": 0.15798", "\"frac_nonzero\": 0.25");
    assertThat(compare(BATCH, other.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(printed(out))
        .containsPattern("frac_nonzero +64 +1 +0 +0.0920200")
        .contains("feature 3: 0.15798 | 0.25")
        .contains("different: 1 of ");
  }

  @Test
  void oneLogitOnTheOtherSideOfAnEdgeTies() throws Exception {
    String counts = "\"logits_hist_data_bar_heights\": [82, 122, 22, ";
    assertThat(compare(BATCH, changed(counts, counts.replace("122, 22", "123, 21")).toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(printed(out)).containsPattern("logits_hist_data_bar_heights +3200 +0 +2 ");
    assertThat(compare(BATCH, changed(counts, counts.replace("122, 22", "124, 20")).toString()))
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aToleranceForgivesSmallDifferences() throws Exception {
    Path other = changed("\"frac_nonzero\": 0.15798", "\"frac_nonzero\": 0.15799");
    assertThat(compare(BATCH, other.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(compare("--tolerance", "0.0001", BATCH, other.toString())).isEqualTo(ExitCode.DONE);
  }

  @Test
  void comparesAFolderOfFeaturesWithABatch() throws Exception {
    Path features = Files.createDirectory(work.resolve("features"));
    Files.writeString(
        features.resolve("3.json"), "{\"statistics\": {\"activation_frequency\": 0.15798}}");
    assertThat(compare(work.toString(), BATCH)).isEqualTo(ExitCode.FAILED);
    assertThat(printed(out))
        .contains("features compared: 1")
        .containsPattern("frac_nonzero +1 +0 ")
        .containsPattern("activations \\(number of\\) +1 +1 ");
  }

  @Test
  void refusesWhatItCannotCompare() throws Exception {
    assertThat(compare(BATCH, work.resolve("none.zip").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(printed(err)).contains("none.zip: there is no such file");
    Path text = Files.writeString(work.resolve("notes.txt"), "no JSON");
    assertThat(compare(BATCH, text.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(printed(err)).contains("notes.txt: is not valid JSON");
    assertThat(compare(BATCH, work.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(compare(BATCH, BATCHES.resolve("batch-1.json.gz").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(printed(err)).contains("have no feature in common");
    assertThat(compare(BATCH)).isEqualTo(ExitCode.USAGE);
    assertThat(compare("--tolerance", "-1", BATCH, BATCH)).isEqualTo(ExitCode.USAGE);
  }

  private int compare(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "compare";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    var context =
        new Context(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.current(),
            new Shutdown());
    return CommandLines.create(context).execute(all);
  }

  private Path changed(String from, String to) throws Exception {
    try (var in = new GZIPInputStream(Files.newInputStream(Path.of(BATCH)))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains(from);
      return Files.writeString(work.resolve("batch-7.json"), text.replace(from, to));
    }
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
