package dev.npexport.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.npexport.standalone.fake.FakeService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher as a process of its own, with the real PostgreSQL and broker and stand-ins for the
 * two services: whatever ends it, nothing is left.
 */
class LauncherIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Process> started = new ArrayList<>();
  private Path home;
  private Path data;

  @TempDir Path temporary;

  @BeforeEach
  void layOut() throws Exception {
    home = FakeService.home(temporary.toRealPath().resolve("a home"));
    data = temporary.toRealPath().resolve("some data");
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroy();
      process.waitFor();
    }
    awaitNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
  void nothingIsLeftWhenTheLauncherGets(String signal) throws Exception {
    assumeTrue(
        HeardSignals.areHeard(),
        "these tests run with hang-ups or interrupts ignored, and no env can change that");
    var launcher = serve(0);
    assertThat(partsOf(data)).as("PostgreSQL and two services").hasSizeGreaterThanOrEqualTo(3);
    assertThat(new ProcessBuilder("kill", "-s", signal, "" + launcher.pid()).start().waitFor())
        .isZero();
    assertThat(launcher.waitFor(PATIENCE)).isTrue();
    assertThat(launcher.exitValue())
        .isEqualTo(
            switch (signal) {
              case "INT" -> 130;
              case "TERM" -> 143;
              case "HUP" -> 129;
              default -> 137;
            });
    awaitNothingLeft();
    assertThat(errorsOf(launcher)).doesNotContain("Exception", "while stopping");
  }

  @Test
  void startsAgainRightAfterItWasKilled() throws Exception {
    serve(0).destroyForcibly().waitFor();
    var next = serve(0);
    TimeUnit.SECONDS.sleep(4);
    assertThat(next.isAlive()).isTrue();
    assertThat(errorsOf(next)).doesNotContain("PostgreSQL has ended");
  }

  @Test
  void aFolderInUseIsOneLineAndTheNextStartFindsTheSamePasswords() throws Exception {
    var first = serve(0);
    String settings = Files.readString(data.resolve(".system/settings.properties"));
    var second = launch("serve", "--port", "0", "--data-dir", data.toString());
    assertThat(second.waitFor(PATIENCE)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(errorsOf(second))
        .endsWith(
            "npexport: the folder %s is in use by another npexport (pid %d, at %s); stop that one, or choose another folder with --data-dir\n"
                .formatted(data, first.pid(), addressOf(first)))
        .doesNotContain("starting PostgreSQL");
    first.destroy();
    assertThat(first.waitFor(PATIENCE)).isTrue();

    serve(0);
    assertThat(passwords(Files.readString(data.resolve(".system/settings.properties"))))
        .isEqualTo(passwords(settings));
  }

  @Test
  void aTakenPortIsOneLine() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      var launcher = launch("serve", "--port", "" + port, "--data-dir", data.toString());
      assertThat(launcher.waitFor(PATIENCE)).isTrue();
      assertThat(launcher.exitValue()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(errorsOf(launcher))
          .endsWith(
              "npexport: port %d is in use by another program; choose another with --port\n"
                  .formatted(port));
    }
  }

  @Test
  void aServiceThatIsKilledIsStartedAgain() throws Exception {
    var launcher = serve(0);
    var worker =
        partsOf(data).stream()
            .filter(process -> line(process).contains("export-worker"))
            .findFirst()
            .orElseThrow();
    worker.destroyForcibly();
    awaitLine(launcher, "export-worker ended with exit code 137; starting it again");
  }

  @Test
  void aServiceThatDoesNotStartIsToldWithTheEndOfItsLog() throws Exception {
    Files.writeString(home.resolve("export-worker/target/quarkus-app/quarkus-run.jar"), "no jar");
    var launcher = launch("serve", "--port", "0", "--data-dir", data.toString());
    assertThat(launcher.waitFor(PATIENCE)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(errorsOf(launcher))
        .contains("npexport: export-worker ended with exit code 1:", "export-worker.log");
  }

  @Test
  void anExportStartsTheServicesForItselfAndStopsThem() throws Exception {
    Path sae = Files.createDirectories(temporary.resolve("sae"));
    Path target = temporary.toRealPath().resolve("out.zip");
    var launcher =
        launch(
            "export",
            "--sae",
            sae.toString(),
            "--model",
            sae.toString(),
            "--activations",
            sae.toString(),
            "--out",
            target.toString(),
            "--data-dir",
            data.toString());
    assertThat(launcher.waitFor(PATIENCE)).isTrue();
    assertThat(launcher.exitValue()).as(errorsOf(launcher)).isEqualTo(ExitCode.DONE);
    assertThat(new String(launcher.getInputStream().readAllBytes())).isEqualTo(target + "\n");
    assertThat(target).exists();
    assertThat(Files.readString(data.resolve("logs/api-service.log")))
        .contains("input roots " + sae.toRealPath());
    awaitNothingLeft();
  }

  @Test
  void anExportWaitsForTheEndOfAnotherAndNeverUsesItsServices() throws Exception {
    var first = export("first.zip", "--seed", "99");
    awaitLine(first, "computing");
    var second = export("second.zip");
    awaitLine(second, "waiting for another npexport that uses " + data);
    first.destroy();
    assertThat(second.waitFor(PATIENCE)).isTrue();
    assertThat(second.exitValue()).as(errorsOf(second)).isEqualTo(ExitCode.DONE);
    assertThat(errorsOf(second)).contains("ready at").doesNotContain("using the npexport");
    assertThat(temporary.resolve("second.zip")).exists();
  }

  @Test
  void anExportUsesTheNpexportThatServes() throws Exception {
    var serving = serve(0);
    var export = export("out.zip");
    assertThat(export.waitFor(PATIENCE)).isTrue();
    assertThat(export.exitValue()).as(errorsOf(export)).isEqualTo(ExitCode.DONE);
    assertThat(errorsOf(export))
        .contains("using the npexport that serves %s (pid %d)".formatted(data, serving.pid()))
        .contains(addressOf(serving) + "/s3");
  }

  @Test
  void theDemoEndsWithThePathOfItsArchive() throws Exception {
    Files.createDirectories(home.resolve("samples/small"));
    var launcher = launch("demo", "--port", "0", "--data-dir", data.toString());
    assertThat(launcher.waitFor(PATIENCE)).isTrue();
    assertThat(launcher.exitValue()).as(errorsOf(launcher)).isEqualTo(ExitCode.DONE);
    assertThat(new String(launcher.getInputStream().readAllBytes()))
        .isEqualTo(data.resolve("npexport-demo.zip") + "\n");
    assertThat(errorsOf(launcher))
        .contains("computing  50%", "completed 100%", "features/", "2 files")
        .contains("look inside", "load the weights in SAELens")
        .contains("npexport' serve --data-dir '" + data + "'", "modelId=whale&sourceId=2-res");
  }

  private Process export(String target, String... more) throws Exception {
    Path input = Files.createDirectories(temporary.resolve("sae"));
    List<String> arguments = new ArrayList<>(List.of("export", "--data-dir", data.toString()));
    for (String option : List.of("--sae", "--model", "--activations")) {
      arguments.addAll(List.of(option, input.toString()));
    }
    arguments.addAll(List.of("--out", temporary.resolve(target).toString()));
    arguments.addAll(List.of(more));
    return launch(arguments.toArray(String[]::new));
  }

  private String addressOf(Process serving) throws IOException {
    return errorsOf(serving)
        .lines()
        .filter(line -> line.startsWith("serving at "))
        .findFirst()
        .orElseThrow()
        .split(" ")[2];
  }

  private Process serve(int port) throws Exception {
    var launcher = launch("serve", "--port", "" + port, "--data-dir", data.toString());
    awaitLine(launcher, "serving at http://127.0.0.1:");
    return launcher;
  }

  private Process launch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(HeardSignals.prefix());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dnpexport.home=" + home,
            Main.class.getName()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectError(temporary.resolve("errors-" + started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  private String errorsOf(Process launcher) throws IOException {
    return Files.readString(temporary.resolve("errors-" + started.indexOf(launcher)));
  }

  private void awaitLine(Process launcher, String text) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!errorsOf(launcher).contains(text)) {
      assertThat(launcher.isAlive()).as(errorsOf(launcher)).isTrue();
      assertThat(System.nanoTime()).as(errorsOf(launcher)).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void awaitNothingLeft() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!partsOf(data).isEmpty()) {
      assertThat(System.nanoTime())
          .as("left: %s", partsOf(data).stream().map(LauncherIT::line).toList())
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Processes that name the data folder or the home: services, PostgreSQL, the watchdog. */
  private List<ProcessHandle> partsOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> started.stream().noneMatch(own -> own.pid() == process.pid()))
        .filter(
            process ->
                line(process).contains(folder.toString())
                    || line(process).contains(home.toString()))
        .toList();
  }

  private static String line(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static List<String> passwords(String settings) {
    return settings.lines().filter(line -> line.contains("password=")).sorted().toList();
  }
}
