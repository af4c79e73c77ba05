package dev.npexport.engine.format.pickle;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of a pickle, read from the first to the last; knows where it is for messages. */
final class PickleBytes {

  private static final int LONGEST_NAME = 256;

  private final Path file;
  private final ByteBuffer bytes;
  private int opcodeAt;

  PickleBytes(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  Opcode opcode() {
    opcodeAt = bytes.position();
    int code = unsignedByte();
    return Opcode.of(code).orElseThrow(() -> malformed("0x%02x is no opcode".formatted(code)));
  }

  int unsignedByte() {
    return Byte.toUnsignedInt(need(1).get());
  }

  int unsignedShort() {
    return Short.toUnsignedInt(need(2).getShort());
  }

  int signedInt() {
    return need(4).getInt();
  }

  long signedLong() {
    return need(8).getLong();
  }

  /** A big-endian float64, the only big-endian number of the format. */
  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
  }

  /** A two's complement number of {@code length} bytes, at most 8. */
  long twosComplement(int length) {
    if (length > 8) {
      throw malformed("a whole number of " + length + " bytes; at most 8 are read");
    }
    need(length);
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) Byte.toUnsignedInt(bytes.get()) << (8 * i);
    }
    int unused = 64 - 8 * length;
    return length == 0 ? 0 : value << unused >> unused;
  }

  String text(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw malformed("a text of " + length + " bytes, more than there are");
    }
    ByteBuffer text = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw malformed("a text that is not UTF-8");
    }
  }

  /** A name up to the end of its line. */
  String line() {
    StringBuilder line = new StringBuilder();
    for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
      if (line.length() == LONGEST_NAME) {
        throw malformed("a name of more than " + LONGEST_NAME + " bytes");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private ByteBuffer need(int count) {
    if (bytes.remaining() < count) {
      throw malformed("the pickle ends");
    }
    return bytes;
  }

  /** A problem at the opcode that was read last. */
  InputException malformed(String message) {
    return new InputException(
        ProblemCode.MALFORMED_FILE, file, "data.pkl byte " + opcodeAt, message);
  }
}
