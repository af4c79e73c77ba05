package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The choice of a backend where the system itself refuses executable memory. */
@EnabledIf("dev.npexport.engine.kernel.vnni.VnniBackendTest#runsHere")
class WithoutExecutableMemoryIT {

  @Test
  void anotherBackendMultipliesAndTheReasonIsSaid() throws Exception {
    List<String> lines = run();
    assumeThat(lines).as("a system that can refuse").doesNotContain("prctl refused");
    assertThat(lines)
        .contains("vnni: the system does not let this process make code (mprotect)")
        .contains("largest: 1")
        .anyMatch(line -> line.startsWith("chosen: ") && !line.contains("vnni"))
        .anyMatch(line -> line.contains("vnni (the system does not let this process make code"));
  }

  /** The JVM has all memory for code of its own from the start: it is refused more, too. */
  private static List<String> run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-SegmentedCodeCache",
                "-XX:InitialCodeCacheSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessWithoutCode.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
