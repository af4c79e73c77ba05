package dev.npexport.engine.format.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files with any header, right or wrong. */
final class RawSafetensors {

  private RawSafetensors() {}

  static Path write(Path folder, String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return write(folder, text.length, text, new byte[dataBytes]);
  }

  static Path write(Path folder, long length, byte[] header, byte[] data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header).put(data);
    return Files.write(folder.resolve("raw.safetensors"), bytes.array());
  }
}
