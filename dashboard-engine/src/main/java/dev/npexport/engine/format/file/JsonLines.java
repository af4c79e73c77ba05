package dev.npexport.engine.format.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file of one JSON object a line, gzipped if its name ends in {@code .gz}; lines that are blank
 * hold nothing. Memory is that of the longest line, which is bounded.
 */
public final class JsonLines {

  /** Longest line that is read, in bytes. */
  private static final int LONGEST = 64 << 20;

  /** What is read at once to begin with; a longer line gets more. */
  private static final int LONGEST_BUFFER = 1 << 18;

  private static final int SHORTEST_BUFFER = 1 << 10;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private JsonLines() {}

  /** Reads one line. */
  @FunctionalInterface
  public interface LineReader {

    /**
     * @param number of the line, from 1
     * @param parser stands on the object's START_OBJECT and is to be left on its END_OBJECT
     * @return whether to go on with the next line
     */
    boolean read(long number, JsonParser parser) throws IOException;
  }

  /** What stands in {@code where} for a line. */
  public static String line(long number) {
    return "line " + number;
  }

  /**
   * Hands every line to {@code reader}, until it has enough.
   *
   * @throws InputException naming the line if one is not a JSON object
   */
  public static void read(Path file, LineReader reader) {
    InputFiles.requireFile(file);
    try (InputStream in = open(file)) {
      byte[] buffer = new byte[(int) Math.clamp(Files.size(file), SHORTEST_BUFFER, LONGEST_BUFFER)];
      read(file, in, buffer, reader);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = InputFiles.open(file);
    if (!file.getFileName().toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static void read(Path file, InputStream in, byte[] start, LineReader reader)
      throws IOException {
    byte[] buffer = start;
    int from = 0;
    int filled = 0;
    long number = 1;
    boolean ended = false;
    while (!ended || from < filled) {
      int newline = indexOfNewline(buffer, from, filled);
      if (newline < 0 && !ended) {
        if (from > 0) {
          System.arraycopy(buffer, from, buffer, 0, filled - from);
          filled -= from;
          from = 0;
        }
        buffer = room(file, number, buffer, filled);
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        continue;
      }
      int end = newline < 0 ? filled : newline;
      if (!line(file, number, buffer, from, end, reader)) {
        return;
      }
      from = end + 1;
      number++;
    }
  }

  private static byte[] room(Path file, long number, byte[] buffer, int filled) {
    if (filled < buffer.length) {
      return buffer;
    }
    if (buffer.length >= LONGEST) {
      throw new InputException(
          ProblemCode.TOO_LARGE, file, line(number), "is longer than " + LONGEST + " bytes");
    }
    return Arrays.copyOf(buffer, Math.min(LONGEST, 2 * buffer.length));
  }

  private static int indexOfNewline(byte[] buffer, int from, int end) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean line(
      Path file, long number, byte[] buffer, int from, int end, LineReader reader)
      throws IOException {
    if (!mayBeUtf8(buffer, from, end)) {
      throw malformed(file, number, "is not UTF-8 text");
    }
    try (JsonParser parser = JSON.createParser(buffer, from, end - from)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return true;
      }
      if (first != JsonToken.START_OBJECT) {
        throw malformed(file, number, "expected a JSON object, found " + first);
      }
      boolean more = reader.read(number, parser);
      if (parser.nextToken() != null) {
        throw malformed(file, number, "something follows the JSON object");
      }
      return more;
    } catch (JacksonException e) {
      InputException problem = malformed(file, number, "not valid JSON: " + JsonFiles.reason(e));
      problem.initCause(e);
      throw problem;
    }
  }

  /** Jackson takes bytes that begin like UTF-16 or UTF-32 for that; here they are an error. */
  private static boolean mayBeUtf8(byte[] buffer, int from, int end) {
    for (int i = from; i < Math.min(from + 4, end); i++) {
      if (buffer[i] == 0 || buffer[i] == (byte) 0xFE || buffer[i] == (byte) 0xFF) {
        return false;
      }
    }
    return true;
  }

  private static InputException malformed(Path file, long number, String message) {
    return new InputException(Problem.of(ProblemCode.MALFORMED_JSON, file, line(number), message));
  }
}
