package dev.npexport.engine.archive.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalFileTest {

  @TempDir Path folder;

  @Test
  void holdsWhatWasWrittenWhileEarlierBytesWereForced() throws IOException {
    var expected = new byte[(23 << 20) + 1];
    new Random(1).nextBytes(expected);
    Path path = folder.resolve("a");
    try (var out = Disk.LOCAL.create(path)) {
      int piece = 1 << 18;
      for (int at = 0; at < expected.length; at += piece) {
        out.write(expected, at, Math.min(piece, expected.length - at));
      }
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(expected);
  }

  @Test
  void canBeClosedTwiceAndTakesNothingAfterwards() throws IOException {
    var out = Disk.LOCAL.create(folder.resolve("a"));
    out.write(new byte[9 << 20]);
    out.close();
    out.close();
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(ClosedChannelException.class);
    assertThat(folder.resolve("a")).hasSize(9 << 20);
  }

  @Test
  void replacesNothing() throws IOException {
    Path path = Files.write(folder.resolve("a"), new byte[] {1});
    assertThatThrownBy(() -> Disk.LOCAL.create(path))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasBinaryContent(new byte[] {1});
  }

  @Test
  void tellsOfAnInterrupt() throws IOException {
    var out = Disk.LOCAL.create(folder.resolve("a"));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> out.write(new byte[1])).isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    out.close();
  }
}
