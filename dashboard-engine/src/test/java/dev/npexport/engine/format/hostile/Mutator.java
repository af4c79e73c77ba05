package dev.npexport.engine.format.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Damages a file the way an accident or somebody with bad intentions would. */
final class Mutator {

  private static final long[] LENGTHS = {
    0,
    -1,
    1,
    0x7f,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private static final List<String> VALUES =
      List.of(
          "-1",
          "0",
          "NaN",
          "Infinity",
          "1e999",
          "-1e-999",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(400),
          "null",
          "true",
          "\"\"",
          "\"\\u0000\\ud800\"",
          "[]",
          "{}",
          "[[1],{\"a\":[]}]",
          "0.5",
          "\"" + "1.".repeat(20_000) + "1\"",
          "\"" + "a.".repeat(20_000) + "\"");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:\\[,]\\s?)(?:\"[^\"]*\"|-?[\\d.eE+-]+|true|false|null)");

  private Mutator() {}

  /** Another content made of a good one; what is done depends on {@code random} alone. */
  static byte[] mutate(byte[] good, Random random) {
    boolean zip = good.length > 4 && good[0] == 'P' && good[1] == 'K';
    if (zip && random.nextInt(3) == 0) {
      return insideZip(good, random);
    }
    return damage(good, random);
  }

  private static byte[] damage(byte[] good, Random random) {
    return switch (random.nextInt(good.length == 0 ? 1 : 12)) {
      case 0 -> concat(good, noise(random, 1 + random.nextInt(64)));
      case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 2, 3 -> flip(good, random);
      case 4 -> overwrite(good, random, noise(random, 1 + random.nextInt(8)));
      case 5 -> overwrite(good, random, number(random));
      case 6 -> cut(good, random);
      case 7 -> repeat(good, random);
      case 8 -> exchange(good, random);
      case 9 -> replace(good, random, NUMBER);
      case 10 -> replace(good, random, VALUE);
      default -> random.nextInt(4) == 0 ? nest(good, random) : replace(good, random, NUMBER);
    };
  }

  private static byte[] noise(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flip(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      // Headers are small; half of the flips go to where the first of them are.
      int limit = random.nextBoolean() ? Math.min(512, bytes.length) : bytes.length;
      bytes[random.nextInt(limit)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] overwrite(byte[] good, Random random, byte[] by) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    System.arraycopy(by, 0, bytes, at, Math.min(by.length, bytes.length - at));
    return bytes;
  }

  private static byte[] number(Random random) {
    long value = LENGTHS[random.nextInt(LENGTHS.length)];
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return Arrays.copyOf(bytes.putLong(value).array(), random.nextBoolean() ? 4 : 8);
  }

  private static byte[] cut(byte[] good, Random random) {
    int from = random.nextInt(good.length);
    int to = Math.min(good.length, from + 1 + random.nextInt(64));
    return concat(Arrays.copyOf(good, from), Arrays.copyOfRange(good, to, good.length));
  }

  private static byte[] repeat(byte[] good, Random random) {
    int from = random.nextInt(good.length);
    int to = Math.min(good.length, from + 1 + random.nextInt(256));
    return concat(
        Arrays.copyOf(good, to), concat(Arrays.copyOfRange(good, from, to), rest(good, to)));
  }

  private static byte[] exchange(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int length = 1 + random.nextInt(Math.min(32, bytes.length));
    int one = random.nextInt(bytes.length - length + 1);
    int other = random.nextInt(bytes.length - length + 1);
    System.arraycopy(good, one, bytes, other, length);
    System.arraycopy(good, other, bytes, one, length);
    return bytes;
  }

  /** Puts another value where the text of one stands; a safetensors header keeps its length. */
  private static byte[] replace(byte[] good, Random random, Pattern what) {
    String text = new String(good, StandardCharsets.ISO_8859_1);
    // Binary files have their texts at the start or, in a zip, anywhere.
    List<MatchResult> found =
        what.matcher(text.substring(0, Math.min(text.length(), 1 << 14))).results().toList();
    if (found.isEmpty()) {
      return flip(good, random);
    }
    MatchResult match = found.get(random.nextInt(found.size()));
    String value = VALUES.get(random.nextInt(VALUES.size()));
    if (random.nextInt(3) == 0) {
      value = String.valueOf(random.nextInt(100));
    }
    byte[] bytes =
        concat(
            Arrays.copyOf(good, match.start()),
            concat(value.getBytes(StandardCharsets.ISO_8859_1), rest(good, match.end())));
    if (good.length > 9 && good[8] == '{' && match.start() > 8) {
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      header.putLong(0, header.getLong(0) + value.length() - match.group().length());
    }
    return bytes;
  }

  private static byte[] nest(byte[] good, Random random) {
    int at = random.nextInt(good.length);
    String open = List.of("[", "{\"a\":", "(", "- ").get(random.nextInt(4));
    byte[] deep = open.repeat(20_000).getBytes(StandardCharsets.ISO_8859_1);
    return concat(Arrays.copyOf(good, at), concat(deep, rest(good, at)));
  }

  /** Damages one entry and packs it again, so that sizes and checksums agree. */
  private static byte[] insideZip(byte[] good, Random random) {
    var out = new ByteArrayOutputStream();
    try (ZipFile in = ZipFile.builder().setByteArray(good).get();
        var zip = new ZipOutputStream(out)) {
      List<ZipArchiveEntry> entries = Collections.list(in.getEntriesInPhysicalOrder());
      ZipArchiveEntry chosen = entries.get(random.nextInt(entries.size()));
      for (ZipArchiveEntry entry : entries) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry == chosen) {
          content = damage(content, random);
        }
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] rest(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
