package dev.npexport.engine.format.sae;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of SAELens that a cfg.json names. SAELens itself parses it by PEP 440 and treats
 * everything below 6 as the flat layout of its older versions.
 */
public final class SaelensVersion {

  /** The version whose layout is written for sources that are not in it. */
  public static final String WRITTEN = "6.18.0";

  private static final Pattern PEP_440 =
      Pattern.compile(
          "\\s*v?(?:\\d+!)?(?<major>\\d+)(?:\\.\\d+)*"
              + "(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\\d*)?"
              + "(?:-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?"
              + "(?:[-_.]?dev[-_.]?\\d*)?"
              + "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 100;

  private SaelensVersion() {}

  /** Whether SAELens takes a file of this version for the layout of version 6. */
  static boolean isSixOrLater(String version) {
    // A pattern with groups that repeat goes down a stack frame for each; no version is this long.
    Matcher matcher = PEP_440.matcher(version);
    if (version.length() > LONGEST || !matcher.matches()) {
      return false;
    }
    String major = matcher.group("major");
    return major.length() > 1 ? !major.startsWith("0") : major.charAt(0) >= '6';
  }
}
