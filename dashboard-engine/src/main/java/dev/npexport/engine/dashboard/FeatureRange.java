package dev.npexport.engine.dashboard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Feature indices from {@code first} to {@code last}, both included, written {@code "0-999"}.
 *
 * @param first not negative
 * @param last not below {@code first}
 */
public record FeatureRange(int first, int last) {

  // ten digits hold every int; the bound keeps Long.parseLong from failing
  private static final Pattern TEXT = Pattern.compile("(\\d{1,10})-(\\d{1,10})");

  /** Reads the text of a range, or empty if it is not one. */
  public static Optional<FeatureRange> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    return first <= last && last <= Integer.MAX_VALUE
        ? Optional.of(new FeatureRange((int) first, (int) last))
        : Optional.empty();
  }
}
