package dev.npexport.standalone.progress;

import java.util.Locale;

/** Sizes of files for people. */
public final class Sizes {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Sizes() {}

  /** Decimal units, one digit after the point: 1500 as "1.5 kB". */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
