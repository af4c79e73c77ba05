package dev.npexport.engine.format.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The characters that byte-level BPE writes bytes with: printable Latin-1 characters stand for
 * themselves, the other 68 bytes for U+0100 onwards, in order.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">bytes_to_unicode</a>
 */
final class ByteLevelAlphabet {

  private static final int UNUSED = -1;
  private static final int[] BYTE_OF = byteOf();

  private ByteLevelAlphabet() {}

  /** The bytes of a piece; a piece with any other character stands for itself, as in tokenizers. */
  static byte[] bytes(String piece) {
    byte[] bytes = new byte[piece.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = piece.charAt(i);
      if (character >= BYTE_OF.length || BYTE_OF[character] == UNUSED) {
        return piece.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) BYTE_OF[character];
    }
    return bytes;
  }

  private static int[] byteOf() {
    int[] bytes = new int[256 + 68];
    Arrays.fill(bytes, UNUSED);
    int next = 256;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          (value >= '!' && value <= '~')
              || (value >= 0xA1 && value <= 0xAC)
              || (value >= 0xAE && value <= 0xFF);
      bytes[printable ? value : next++] = value;
    }
    return bytes;
  }
}
