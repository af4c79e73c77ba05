package dev.npexport.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.Shutdown;
import dev.npexport.standalone.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path temporary;

  @Test
  void theOverviewNamesEveryCommand() {
    var commands =
        CommandLines.overview()
            .lines()
            .filter(line -> line.matches(" {2}[a-z]+ {2,}[a-z].*"))
            .map(line -> line.strip().split(" ")[0])
            .toList();
    assertThat(commands)
        .containsExactlyElementsOf(
            CommandLines.create(context()).getSubcommands().entrySet().stream()
                .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "serve", "export", "inspect", "compare", "test", "bench", "chaos"})
  void everyCommandExplainsItself(String command) {
    assertThat(execute(command, "--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: npexport " + command);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void anUnknownOptionIsAUsageErrorThatNamesWhatWasMeant() {
    assertThat(execute("demo", "--exti")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "npexport: unknown option: --exti\nnpexport: did you mean --exit?\n"
                + "see: npexport demo --help\n");
  }

  @Test
  void aMisspeltOptionIsToldAndNotOnlyTheOneThatIsMissingForIt() {
    assertThat(execute("export", "--seo", "x", "--model", "m", "--activations", "a"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("npexport: unknown option: --seo\n", "'--sae=PATH'");
  }

  @Test
  void theHelpOfAnExportListsInputsBeforeServiceBeforeContents() {
    execute("export", "--help");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "Inputs",
            "--sae=PATH",
            "Result and service",
            "--out=FILE",
            "Contents",
            "--config=FILE.json",
            "--[no-]include-examples",
            "Examples")
        .doesNotContain("[--[no-]");
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertThat(execute("dance")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("npexport: there is no command dance");
  }

  @Test
  void inspectingAMissingFileIsOneLineAndAFailure() {
    Path missing = temporary.resolve("missing");
    assertThat(execute("inspect", missing.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("npexport: " + missing + ": there is no such file or folder\n");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void inspectingASoundSaeTellsItsFacts() {
    assertThat(execute("inspect", "../samples/small/sae")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("architecture jumprelu, d_in 128, d_sae 1024", "hook blocks.2.hook_resid_post")
        .endsWith("no problems found\n");
  }

  @Test
  void theHelpNamesEveryExitCode() {
    assertThat(CommandLines.overview())
        .containsPattern("(?m)^ {2}" + ExitCode.DONE + " {4}")
        .containsPattern("(?m)^ {2}" + ExitCode.FAILED + " {4}")
        .containsPattern("(?m)^ {2}" + ExitCode.USAGE + " {4}")
        .containsPattern("(?m)^ {2}" + ExitCode.ENVIRONMENT + " {4}")
        .containsPattern("(?m)^ {2}130 {2}");
  }

  private int execute(String... arguments) {
    return CommandLines.create(context()).execute(arguments);
  }

  private Context context() {
    return new Context(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Terminal(false, 80),
        new Shutdown());
  }
}
