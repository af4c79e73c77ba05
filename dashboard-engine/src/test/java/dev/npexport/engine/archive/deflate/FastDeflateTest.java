package dev.npexport.engine.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the JDK's inflate gives it back. */
class FastDeflateTest {

  private final FastDeflate deflate = new FastDeflate();

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 34, 257, 258, 259, 32767, 32768, 32769, 65536,
        131_071, 131_072, 131_073, 262_144, 300_001
      })
  void givesBackAnyLength(int length) throws DataFormatException {
    for (int alphabet : new int[] {1, 2, 5, 64, 256}) {
      assertGivenBack(random(length, alphabet, length + alphabet));
    }
  }

  @Test
  void givesBackWhatRepeatsNearAndAtTheEdgeOfTheWindow() throws DataFormatException {
    for (int gap : new int[] {5, 8, 100, 32_760, 32_768, 32_769, 40_000}) {
      var piece = random(300, 256, gap);
      var bytes = new ByteArrayOutputStream();
      for (int i = 0; i < 4; i++) {
        bytes.writeBytes(piece);
        bytes.writeBytes(random(Math.max(0, gap - 300), 256, i));
      }
      assertGivenBack(bytes.toByteArray());
    }
  }

  /** Wherever the borders of blocks and the bytes that are not searched fall in it. */
  @Test
  void givesBackJsonFromAnyPlaceToAny() throws DataFormatException {
    byte[] json = json();
    assertThat(json.length).isGreaterThan(2 * (1 << 17));
    for (int from = 0; from < 300; from++) {
      int length = (from % 3) * (1 << 17) + 7 * from % 301;
      assertGivenBack(Arrays.copyOfRange(json, from, from + length));
    }
  }

  @Test
  void givesBackElementsOfAnyLengthBetweenWhatRepeats() throws DataFormatException {
    for (int gap = 0; gap < 40; gap++) {
      var text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(",\" the same words\"");
        for (byte letter : random(gap, 26, i)) {
          text.append((char) ('a' + letter));
        }
        text.append(",0".repeat(i % 40));
      }
      assertGivenBack(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Counts that double need codes longer than the format allows. */
  @Test
  void givesBackWhatWouldNeedTooLongCodes() throws DataFormatException {
    var bytes = new ByteArrayOutputStream();
    var random = new Random(3);
    int count = 1;
    for (int symbol = 0; symbol < 20; symbol++) {
      for (int i = 0; i < count && bytes.size() < 30_000; i++) {
        bytes.write(symbol * 7);
      }
      count = count < 1 << 13 ? count * 2 : count;
    }
    byte[] all = bytes.toByteArray();
    for (int i = all.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte swap = all[i];
      all[i] = all[other];
      all[other] = swap;
    }
    assertGivenBack(all);
  }

  @Test
  void isNotMuchLargerThanZlibAtTheLevelOfTheReferenceWriters() throws DataFormatException {
    byte[] json = json();
    assertThat(assertGivenBack(json)).isLessThan((int) (1.15 * zlib(json)));
  }

  @Test
  void theSameBytesWhateverWasPackedBefore() {
    byte[] json = json();
    var fresh = new ByteArrayOutputStream();
    new FastDeflate().whole(json, json.length, fresh);
    deflate.part(random(70_000, 9, 8), 70_000, new ByteArrayOutputStream());
    var later = new ByteArrayOutputStream();
    deflate.whole(json, json.length, later);
    assertThat(later.toByteArray()).isEqualTo(fresh.toByteArray());
  }

  @Test
  void partsFollowEachOther() throws DataFormatException {
    var all = new ByteArrayOutputStream();
    var packed = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      byte[] part = random(i * 997 % 70_000, 1 + i * 4, i);
      all.writeBytes(part);
      deflate.part(part, part.length, packed);
    }
    deflate.whole(new byte[0], 0, packed);
    assertThat(inflate(packed.toByteArray(), all.size())).isEqualTo(all.toByteArray());
  }

  @Test
  void readsNoFurtherThanTheLength() throws DataFormatException {
    byte[] longer = random(5_000, 3, 1);
    var packed = new ByteArrayOutputStream();
    deflate.whole(longer, 4_001, packed);
    assertThat(inflate(packed.toByteArray(), 4_001)).isEqualTo(Arrays.copyOf(longer, 4_001));
  }

  private int assertGivenBack(byte[] bytes) throws DataFormatException {
    var packed = new ByteArrayOutputStream();
    deflate.whole(bytes, bytes.length, packed);
    assertThat(inflate(packed.toByteArray(), bytes.length)).isEqualTo(bytes);
    return packed.size();
  }

  private static byte[] inflate(byte[] packed, int size) throws DataFormatException {
    try (var inflater = new Inflater(true)) {
      inflater.setInput(packed);
      byte[] bytes = new byte[size + 1];
      int got = 0;
      while (!inflater.finished()) {
        int more = inflater.inflate(bytes, got, bytes.length - got);
        assertThat(more > 0 || inflater.finished()).as("the stream ends early").isTrue();
        got += more;
      }
      assertThat(inflater.getRemaining()).isZero();
      return Arrays.copyOf(bytes, got);
    }
  }

  private static int zlib(byte[] bytes) {
    try (var deflater = new Deflater(5, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      return deflater.deflate(new byte[bytes.length]);
    }
  }

  private static byte[] json() {
    var random = new Random(11);
    var json = new StringBuilder();
    for (int row = 0; row < 400; row++) {
      json.append("{\"feature\":").append(row).append(",\"values\":[");
      for (int i = 0; i < 60; i++) {
        json.append(random.nextInt(8) > 0 ? "0" : "" + random.nextFloat()).append(',');
      }
      json.append("0],\"tokens\":[");
      for (int i = 0; i < 60; i++) {
        json.append("\" word").append((int) Math.pow(2000, random.nextDouble())).append("\",");
      }
      json.append("\"\"]}\n");
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int length, int alphabet, long seed) {
    var random = new Random(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(alphabet);
    }
    return bytes;
  }
}
