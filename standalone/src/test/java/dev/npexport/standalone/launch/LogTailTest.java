package dev.npexport.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;

  @Test
  void showsTheCausesOfATraceThatIsLongerThanItself() throws IOException {
    String frames =
        IntStream.range(0, 30)
            .mapToObj(i -> "\tat java.base/io.quarkus.Frame%d.run(Unknown Source)\n".formatted(i))
            .collect(Collectors.joining());
    Path log =
        Files.writeString(
            folder.resolve("api-service.log"),
            "ERROR Failed to start application: java.lang.RuntimeException: Failed to start quarkus\n"
                + frames
                + "Caused by: java.lang.IllegalStateException: NPEXPORT_OIDC_AUDIENCE is missing\n"
                + frames
                + "\t... 9 more\n\n");
    assertThat(LogTail.of(log))
        .isEqualTo(
            """
            ERROR Failed to start application: java.lang.RuntimeException: Failed to start quarkus
            Caused by: java.lang.IllegalStateException: NPEXPORT_OIDC_AUDIENCE is missing
            (all of it is in %s)"""
                .formatted(log));
  }

  @Test
  void showsTheLastLines() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("postgresql.log"),
            IntStream.range(0, 40)
                .mapToObj(i -> "line at %d (of many)\n".formatted(i))
                .collect(Collectors.joining()));
    assertThat(LogTail.of(log).lines())
        .hasSize(13)
        .startsWith("line at 28 (of many)")
        .contains("line at 39 (of many)");
  }

  @Test
  void saysWhatHelpsWhereTheDiskIsFull() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("postgresql.log"),
            "FATAL:  could not write to file \"pg_wal/x\": No space left on device\n");
    assertThat(LogTail.of(log)).endsWith("or choose another folder with --data-dir");
  }
}
