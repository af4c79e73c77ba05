package dev.npexport.engine.archive.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.archive.shard.SmallDisk;
import dev.npexport.engine.fingerprint.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DigestingFileTest {

  private static final int PIECE = 1 << 18;

  @TempDir Path folder;

  @Test
  void holdsAndDigestsWhatWasWrittenInPiecesOfAnySize() throws IOException {
    var random = new Random(1);
    var expected = new ByteArrayOutputStream();
    Path path = folder.resolve("a");
    var file = new DigestingFile(Disk.LOCAL, path);
    try (file) {
      for (int length : new int[] {0, 1, 7, PIECE - 8, PIECE, PIECE + 1, 5 * PIECE + 3, 2, 100}) {
        var bytes = new byte[length + 2];
        random.nextBytes(bytes);
        file.write(bytes, 1, length);
        expected.write(bytes, 1, length);
        if (length % 2 == 1) {
          file.flush();
        }
        file.write(length);
        expected.write(length);
      }
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(expected.toByteArray());
    assertThat(file.size()).isEqualTo(expected.size());
    assertThat(file.sha256()).isEqualTo(Sha256.hex(expected.toByteArray()));
  }

  @Test
  void digestsTheBytesThatWereGivenWhateverTheCallerDoesToThemAfterwards() throws IOException {
    var expected = new ByteArrayOutputStream();
    var file = new DigestingFile(Disk.LOCAL, folder.resolve("a"));
    try (file) {
      var used = new byte[PIECE / 3];
      for (int i = 0; i < 40; i++) {
        Arrays.fill(used, (byte) i);
        file.write(used);
        expected.write(used);
      }
    }
    assertThat(file.sha256()).isEqualTo(Sha256.hex(expected.toByteArray()));
  }

  @Test
  void isEmptyWhenNothingWasWritten() throws IOException {
    var file = new DigestingFile(Disk.LOCAL, folder.resolve("a"));
    file.close();
    assertThat(folder.resolve("a")).isEmptyFile();
    assertThat(file.sha256()).isEqualTo(Sha256.hex(new byte[0]));
  }

  @Test
  void tellsOfAFullDiskAndCanStillBeClosed() throws IOException {
    var file = new DigestingFile(new SmallDisk(3L * PIECE), folder.resolve("a"));
    assertThatThrownBy(() -> file.write(new byte[8 * PIECE])).hasMessage("No space left on device");
    file.close();
    file.close();
  }

  @Test
  void tellsOfADiskThatIsFullAtTheEnd() throws IOException {
    var file = new DigestingFile(new SmallDisk(10), folder.resolve("a"));
    file.write(new byte[11]);
    assertThatThrownBy(file::close).hasMessage("No space left on device");
    file.close();
  }
}
