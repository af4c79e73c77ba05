package dev.npexport.engine.archive.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Text as it may stand in the package and in the rows of the Neuronpedia tree. */
public final class Texts {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String ESCAPED_NUL = "\\u0000";
  private static final String HARMLESS_NUL = "\uFF3Cu0000";

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /** Every half of a surrogate pair that stands alone becomes U+FFFD: UTF-8 has no form for it. */
  public static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, REPLACEMENT);
    }
    return mended == null ? text : mended.toString();
  }

  /**
   * Text for a bulk row: besides {@link #wellFormed}, NUL becomes U+FFFD (the database has no NUL)
   * and the six characters {@code \}{@code u0000} begin with a full-width backslash (the importer
   * takes them for NUL and breaks the row).
   */
  public static String forRow(String text) {
    String formed = wellFormed(text);
    if (formed.indexOf('\0') >= 0) {
      formed = formed.replace('\0', REPLACEMENT);
    }
    return formed.contains(ESCAPED_NUL) ? formed.replace(ESCAPED_NUL, HARMLESS_NUL) : formed;
  }

  /** UTC with milliseconds and {@code Z}. */
  public static String timestamp(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
