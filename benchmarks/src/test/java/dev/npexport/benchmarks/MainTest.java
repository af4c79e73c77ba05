package dev.npexport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theHelpNamesEveryBenchmarkInTheOrderOfTheTable() {
    assertThat(run("--help")).isEqualTo(Main.DONE);
    var named =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.matches(" {2}[a-z][a-z-]* {2,}\\S.*"))
            .map(line -> line.strip().split(" ")[0])
            .toList();
    assertThat(named).isEqualTo(Benchmarks.names());
  }

  @Test
  void anUnknownNameIsAUsageErrorThatListsTheKnownOnes() {
    assertThat(run("logit-lense")).isEqualTo(Main.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'logit-lense'", "logit-lens");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(run("logit-lens", "--loud")).isEqualTo(Main.USAGE);
  }

  @Test
  void aWrongCombinationFailsWithOneLine() {
    assertThat(run("logit-lens", "--sae", "x", "--features", "1")).isEqualTo(Main.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--sae and --model go together");
  }

  @Test
  void aShapeIsForGeneratedMatricesAlone() {
    assertThat(run("logit-lens", "--sae", "x", "--model", "y", "--width", "8"))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("without --sae");
  }

  @Test
  void aCountBelowOneFailsWithOneLine() {
    assertThat(run("logit-lens", "--vocabulary", "0")).isEqualTo(Main.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--vocabulary is 0");
  }

  private int run(String... arguments) {
    return Main.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
