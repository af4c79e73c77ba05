package dev.npexport.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of the npexport script at the root, called in a bash with folders made here. */
class ScriptTest {

  private static final Path SCRIPT = Path.of("..", "npexport").toAbsolutePath().normalize();

  @TempDir Path temporary;

  @Test
  void takesJavaHomeWhenItIsNewEnough() throws Exception {
    Path old = jdk("old", "17.0.1");
    Path first = jdk("first", "25.0.1");
    Path second = jdk("second", "26");
    assertThat(findJdk(first, old, second)).isEqualTo(first.toString());
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Path old = jdk("old", "17.0.1");
    Path wanted = jdk("a folder with spaces", "25.0.3");
    assertThat(findJdk(old, old, wanted)).isEqualTo(wanted.toString());
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Path runtime = jdk("jre", "25");
    Files.delete(runtime.resolve("bin/javac"));
    assertThat(findJdk(runtime, runtime)).isEqualTo("none");
  }

  @Test
  void asksTheJavaItselfWhenThereIsNoReleaseFile() throws Exception {
    Path bare = jdk("bare", "ignored");
    Files.delete(bare.resolve("release"));
    executable(bare.resolve("bin/java"), "echo 'openjdk version \"27.0.1\" 2027-10-19' >&2");
    assertThat(findJdk(bare)).isEqualTo(bare.toString());
  }

  @Test
  void saysHowToGetAJdkWhenThereIsNone() throws Exception {
    var result = bash("JAVA_HOME= NPEXPORT_JDK_FOLDERS= PATH=" + toolsOnly() + "; require_jdk");
    assertThat(result.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err())
        .contains("npexport: a JDK 25 or newer is needed")
        .containsPattern("npexport: install one: {2}\\S.*(jdk|java|tem)");
  }

  @Test
  void addsUpTheReportsOfEveryModule() throws Exception {
    report("one", "surefire", 5, 1, 0, 2);
    report("one", "failsafe", 3, 0, 1, 0);
    report("two", "surefire", 10, 0, 0, 0);
    var copy = Files.copy(SCRIPT, temporary.resolve("npexport"));
    assertThat(bash(copy, "for a in tests failures errors skipped; do sum_reports $a; done").out())
        .isEqualTo("18\n1\n1\n2");
  }

  @Test
  void helpNeedsNeitherJdkNorBuild() throws Exception {
    var result = run(List.of("bash", SCRIPT.toString(), "--help"), Map.of("JAVA_HOME", ""));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("npexport: a sparse autoencoder");
    var test = run(List.of("bash", SCRIPT.toString(), "test", "--help"), Map.of("JAVA_HOME", ""));
    assertThat(test.exitCode()).isZero();
    assertThat(test.out()).startsWith("Usage: npexport test");
    var bench = run(List.of("bash", SCRIPT.toString(), "bench", "-h"), Map.of("JAVA_HOME", ""));
    assertThat(bench.exitCode()).isZero();
    assertThat(bench.out()).startsWith("Usage: npexport bench");
  }

  private String findJdk(Path javaHome, Path... folders) throws Exception {
    String list = String.join(":", List.of(folders).stream().map(Path::toString).toList());
    var result =
        bash(
            "JAVA_HOME='%s' NPEXPORT_JDK_FOLDERS='%s' PATH=%s; find_jdk || echo none"
                .formatted(javaHome, list, toolsOnly()));
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  /** A PATH with the tools that the script needs, and without the java of this machine. */
  private String toolsOnly() throws IOException {
    Path tools = temporary.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectories(tools);
      for (String tool : List.of("sed", "head", "tr", "uname", "readlink")) {
        for (String folder : List.of("/bin", "/usr/bin")) {
          if (Files.exists(Path.of(folder, tool)) && !Files.exists(tools.resolve(tool))) {
            executable(tools.resolve(tool), "exec " + Path.of(folder, tool) + " \"$@\"");
          }
        }
      }
    }
    return tools.toString();
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = temporary.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/java"), "exit 1");
    executable(home.resolve("bin/javac"), "exit 1");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void tellsTheVersionOfTheRootsPom() throws Exception {
    var result = run(List.of("bash", SCRIPT.toString(), "--version"), Map.of());
    assertThat(result.out()).matches("npexport \\d+\\.\\d+\\.\\d+\\S*");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
  }

  private void report(String module, String kind, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path folder = temporary.resolve(module).resolve("target").resolve(kind + "-reports");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("TEST-" + kind + ".xml"),
        """
        <?xml version="1.0"?>
        <testsuite name="x" time="1" tests="%d"
            errors="%d" skipped="%d" failures="%d">
          <testcase name="a"/>
        </testsuite>
        """
            .formatted(tests, errors, skipped, failures));
  }

  private static Result bash(String commands) throws Exception {
    return bash(SCRIPT, commands);
  }

  private static Result bash(Path script, String commands) throws Exception {
    return run(
        List.of("bash", "-c", ". \"$1\"; " + commands, "sourced", script.toString()), Map.of());
  }

  private static Result run(List<String> command, Map<String, String> environment)
      throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out.stripTrailing(), err);
  }

  private record Result(int exitCode, String out, String err) {}
}
