package dev.npexport.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.zip.ArchiveZip;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveZipIT {

  @TempDir Path folder;

  @Test
  void holdsMoreEntriesThanThePlainFormatCanCount() throws IOException {
    var path = folder.resolve("many.zip");
    try (var zip = new ArchiveZip(Files.newOutputStream(path))) {
      for (int i = 0; i < 66_000; i++) {
        zip.add("features/" + i + ".json", new byte[0]);
      }
      assertThat(zip.entries()).hasSize(66_000);
    }
    try (var zip = new ZipFile(path.toFile())) {
      assertThat(zip.size()).isEqualTo(66_000);
      assertThat(zip.getEntry("features/65999.json")).isNotNull();
    }
  }

  @Test
  void storesAFileBeyondFourGigabytesAndWhatFollowsIt() throws IOException {
    var path = folder.resolve("large.zip");
    var large = (1L << 32) + 12_345;
    var zeros = new Zeros(large);
    try (var zip = new ArchiveZip(new Sparse(path))) {
      zip.addStored("saelens/sae_weights.safetensors", zeros);
      zip.add("manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
    }
    try (var zip = new ZipFile(path.toFile())) {
      assertThat(zip.getEntry("saelens/sae_weights.safetensors").getSize()).isEqualTo(large);
      assertThat(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes())
          .isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Zeros(long size) implements ArchiveZip.Content {

    @Override
    public void write(OutputStream out) throws IOException {
      var chunk = new byte[1 << 20];
      for (long at = 0; at < size; at += chunk.length) {
        out.write(chunk, 0, (int) Math.min(chunk.length, size - at));
      }
    }
  }

  /** A file in which zeros are holes, so that gigabytes of them take no room. */
  private static final class Sparse extends OutputStream {

    private final RandomAccessFile file;

    Sparse(Path path) throws IOException {
      file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public void write(int value) throws IOException {
      file.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length >= 1 << 12 && allZero(bytes, offset, length)) {
        file.seek(file.getFilePointer() + length);
      } else {
        file.write(bytes, offset, length);
      }
    }

    private static boolean allZero(byte[] bytes, int offset, int length) {
      return Arrays.equals(bytes, offset, offset + length, new byte[length], 0, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
