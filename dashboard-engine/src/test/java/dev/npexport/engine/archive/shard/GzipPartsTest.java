package dev.npexport.engine.archive.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.fingerprint.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipPartsTest {

  @TempDir Path folder;

  @Test
  void partsMadeApartAreOneStream() throws IOException {
    var random = new Random(5);
    var all = new ByteArrayOutputStream();
    var path = folder.resolve("rows.gz");
    ShardEntry entry;
    try (var file = new GzipFile(Disk.LOCAL, path);
        var deflate = new Deflate()) {
      for (int part = 0; part < 40; part++) {
        var content = new Bytes(16);
        var bytes = new byte[random.nextInt(300_000)];
        if (part % 2 == 0) {
          random.nextBytes(bytes);
        }
        content.writeBytes(bytes);
        all.writeBytes(bytes);
        var deflated = new Bytes(16);
        deflate.part(content, deflated);
        file.append(content, deflated);
      }
      assertThat(file.contentSize()).isEqualTo(all.size());
      entry = file.finish("rows.gz");
    }
    var written = Files.readAllBytes(path);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(written))) {
      assertThat(in.readAllBytes()).isEqualTo(all.toByteArray());
    }
    var crc = new CRC32();
    crc.update(written);
    assertThat(entry)
        .isEqualTo(
            new ShardEntry(
                "rows.gz", written.length, written.length, crc.getValue(), Sha256.hex(written)));
  }

  @Test
  void theHeaderHasNoTimeAndNoName() throws IOException {
    var path = folder.resolve("empty.gz");
    try (var file = new GzipFile(Disk.LOCAL, path)) {
      file.finish("empty.gz");
    }
    assertThat(Files.readAllBytes(path))
        .startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
        .hasSize(20);
  }

  @Test
  void aWholePieceInflatesToItself() throws Exception {
    var random = new Random(6);
    try (var deflate = new Deflate()) {
      for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 500_000}) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        var content = new Bytes(16);
        content.writeBytes(bytes);
        var packed = new Bytes(16);
        deflate.whole(content, packed);
        var inflater = new Inflater(true);
        inflater.setInput(packed.array(), 0, packed.size());
        var target = new byte[size + 1];
        assertThat(inflater.inflate(target)).isEqualTo(size);
        assertThat(inflater.finished()).isTrue();
        assertThat(Arrays.copyOf(target, size)).isEqualTo(bytes);
        inflater.end();
      }
    }
  }
}
