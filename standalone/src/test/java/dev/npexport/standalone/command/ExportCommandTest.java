package dev.npexport.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.Shutdown;
import dev.npexport.standalone.Terminal;
import dev.npexport.standalone.fake.FakeApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export command against an API that runs already. */
class ExportCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Shutdown shutdown = new Shutdown();
  private FakeApi api;

  @TempDir Path temporary;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi(0);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void writesTheArchiveAndPrintsItsPathAlone() throws Exception {
    Path target = temporary.resolve("new folder").resolve("a.zip");
    assertThat(export("--out", target.toString())).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(target + "\n");
    assertThat(target).hasBinaryContent(api.archiveBytes());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("computing  50%  512/1,024 features  61.3/s  ETA 0:09")
        .contains("completed 100%");
    assertThat(Files.list(target.getParent())).containsExactly(target);
  }

  @Test
  void saysWhatTheArchiveHoldsAndWhatToDoNext() {
    export("--out", target());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("archive   " + target(), "2 of 2 features of a jumprelu SAE", "features/")
        .contains("look inside", "inspect " + target(), "load the weights in SAELens")
        .contains("AWS_ENDPOINT_URL_S3=" + api.url() + "/s3 make webapp-dev")
        .contains("look at its features in a browser\n    " + api.url());
  }

  @Test
  void tellsTheWarningsOfTheRegistration() {
    execute("--sae", "odd", "--model", "m", "--activations", "a", "--out", target());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("warning: The activation cache says that it was captured at blocks.1");
  }

  @Test
  void aTargetThatCannotBeWrittenToIsToldBeforeAnythingIsRegistered() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThat(export("--out", file.resolve("out.zip").toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("npexport: the archive cannot be written to " + file.resolve("out.zip"));
    assertThat(api.bodies()).isEmpty();
  }

  @Test
  void sendsLocalPathsAbsoluteAndOthersAsTheyAre() throws Exception {
    Path local = Files.createDirectory(temporary.resolve("my-sae"));
    assertThat(
            execute(
                "--sae",
                local.toString(),
                "--model",
                "models/gpt2",
                "--activations",
                "cache",
                "--labels",
                "labels.csv",
                "--name",
                "mine",
                "--out",
                target(),
                "--seed",
                "5"))
        .isEqualTo(ExitCode.DONE);
    assertThat(api.bodies())
        .containsExactly(
            ("{\"name\":\"mine\",\"sae_path\":\"%s\",\"model_path\":\"models/gpt2\","
                    + "\"activations_path\":\"cache\",\"labels_path\":\"labels.csv\"}")
                .formatted(local),
            "{\"sae_id\":\"" + FakeApi.SAE_ID + "\",\"config\":{\"seed\":5}}");
  }

  @Test
  void tellsEveryProblemOfARefusedRegistration() {
    assertThat(execute("--sae", "broken", "--model", "m", "--activations", "a", "--out", target()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .endsWith(
            """
            npexport: sae/sae_weights.safetensors: tensor W_dec: expected [1024, 128], found [1024, 64]
            npexport: model/config.json: no such file
            """);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aFailedJobIsAFailureThatSaysWhy() {
    assertThat(export("--out", target(), "--seed", "13")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .endsWith("npexport: sae.safetensors: tensor W_dec: is NaN at [3, 5] (feature 3)\n");
    assertThat(Path.of(target())).doesNotExist();
  }

  @Test
  void anArchiveWithAnotherHashIsNotKept() {
    assertThat(export("--out", target(), "--seed", "7")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("has sha256", "the API says 000");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anInterruptionCancelsTheJob() throws Exception {
    var command = CompletableFuture.supplyAsync(() -> export("--out", target(), "--seed", "99"));
    while (!err.toString(StandardCharsets.UTF_8).contains("computing")) {
      Thread.sleep(20);
    }
    new Thread(shutdown::run).start();
    assertThat(command).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(130);
    assertThat(api.cancelled()).containsExactly("job-1");
  }

  @Test
  void nobodyAtARemoteAddressIsOneLine() {
    assertThat(
            CommandLines.create(context())
                .execute(
                    "export",
                    "--sae",
                    "s",
                    "--model",
                    "m",
                    "--activations",
                    "a",
                    "--url",
                    "http://npexport.invalid:1"))
        .isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("npexport: no npexport answers at http://npexport.invalid:1\n");
  }

  private int export(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--sae", "s", "--model", "m", "--activations", "a"));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    List<String> all = new ArrayList<>(List.of("export", "--url", api.url()));
    all.addAll(List.of(arguments));
    return CommandLines.create(context()).execute(all.toArray(String[]::new));
  }

  private String target() {
    return temporary.resolve("out.zip").toString();
  }

  private Context context() {
    return new Context(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Terminal(false, 80),
        shutdown);
  }
}
