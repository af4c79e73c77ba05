package dev.npexport.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Damages files on purpose. */
public final class Patch {

  private Patch() {}

  /** Replaces text of a small file; it has to be there. */
  public static void text(Path file, String from, String to) throws IOException {
    String content = Files.readString(file);
    if (!content.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    Files.writeString(file, content.replace(from, to));
  }

  /** Replaces text of a safetensors header by text of the same length. */
  public static void header(Path file, String from, String to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = headerLength(bytes);
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    if (!header.contains(from) || from.length() != to.length()) {
      throw new IllegalArgumentException(from + " -> " + to + " does not fit " + header);
    }
    byte[] patched = header.replace(from, to).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(patched, 0, bytes, 8, length);
    Files.write(file, bytes);
  }

  /** Writes an int at an element of a four-byte tensor; for a float, its bits. */
  public static void element(Path file, String tensor, int index, int bits) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = headerLength(bytes);
    JsonNode header = new ObjectMapper().readTree(bytes, 8, length);
    int at = 8 + length + header.path(tensor).path("data_offsets").path(0).asInt() + 4 * index;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, bits);
    Files.write(file, bytes);
  }

  /** Cuts a file to this share of its length. */
  public static void truncate(Path file, double share) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength((long) (open.length() * share));
    }
  }

  private static int headerLength(byte[] bytes) {
    return Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0));
  }
}
