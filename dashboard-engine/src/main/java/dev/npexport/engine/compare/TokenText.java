package dev.npexport.engine.compare;

import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.tokenizer.RawPieces;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A token as a file shows it. SAEDashboard writes pieces of the vocabulary, which may be read in
 * more than one way; two tokens are the same if any reading of one is one of the other.
 */
record TokenText(Set<String> readings) {

  static TokenText ofText(String text) {
    return new TokenText(Set.of(text));
  }

  static TokenText ofPiece(String piece) {
    Set<String> readings = new LinkedHashSet<>(RawPieces.readings(piece));
    // as a row would have it, where NUL may not stand
    RawPieces.readings(piece).forEach(reading -> readings.add(Texts.forRow(reading)));
    return new TokenText(readings);
  }

  boolean same(TokenText other) {
    for (String reading : readings) {
      if (other.readings.contains(reading)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return readings.iterator().next();
  }
}
