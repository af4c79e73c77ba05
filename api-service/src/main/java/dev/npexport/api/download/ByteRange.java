package dev.npexport.api.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first offset of the first byte
 * @param length number of bytes, at least 1
 */
public record ByteRange(long first, long length) {

  /** What a Range header asks for: everything, a part, or what the file does not have. */
  public sealed interface Asked {

    /** No range, several of them, or another unit: the whole file answers (RFC 9110 §14.2). */
    record Whole() implements Asked {}

    record Part(ByteRange range) implements Asked {}

    record Unsatisfiable() implements Asked {}
  }

  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** Reads a Range header for a file of {@code size} bytes. */
  public static Asked parse(Optional<String> header, long size) {
    Optional<Matcher> matcher = header.map(SINGLE::matcher).filter(Matcher::matches);
    if (matcher.isEmpty()) {
      return new Asked.Whole();
    }
    String from = matcher.orElseThrow().group(1);
    String to = matcher.orElseThrow().group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? new Asked.Whole() : suffix(Long.parseLong(to), size);
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return new Asked.Whole();
    }
    return first >= size
        ? new Asked.Unsatisfiable()
        : new Asked.Part(new ByteRange(first, last - first + 1));
  }

  private static Asked suffix(long length, long size) {
    long kept = Math.min(length, size);
    return kept == 0 ? new Asked.Unsatisfiable() : new Asked.Part(new ByteRange(size - kept, kept));
  }

  /** As the Content-Range header says it. */
  public String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(first, first + length - 1, size);
  }
}
