package dev.npexport.engine.archive.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.deflate.FastDeflate;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.fingerprint.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
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
    var deflate = new FastDeflate();
    try (var file = new GzipFile(Disk.LOCAL, path)) {
      for (int part = 0; part < 40; part++) {
        var content = new Bytes(16);
        var bytes = new byte[random.nextInt(300_000)];
        if (part % 2 == 0) {
          random.nextBytes(bytes);
        }
        content.writeBytes(bytes);
        all.writeBytes(bytes);
        var deflated = new Bytes(16);
        deflate.part(content.array(), content.size(), deflated);
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
}
