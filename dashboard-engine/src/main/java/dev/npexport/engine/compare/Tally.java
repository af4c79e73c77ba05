package dev.npexport.engine.compare;

import java.util.ArrayList;
import java.util.List;

/** Counts what was compared of one field. */
final class Tally {

  private static final int PLACES = 3;

  private final String field;
  private long compared;
  private long different;
  private long ties;
  private double largest;
  private final List<String> places = new ArrayList<>();

  Tally(String field) {
    this.field = field;
  }

  void same() {
    compared++;
  }

  /** An entry whose rank is open: it ties, as written, with one that the other side has. */
  void tie() {
    compared++;
    ties++;
  }

  void different(int feature, String place, Object a, Object b) {
    compared++;
    different++;
    if (a instanceof Number left && b instanceof Number right) {
      largest = Math.max(largest, Math.abs(left.doubleValue() - right.doubleValue()));
    }
    if (places.size() < PLACES) {
      places.add("feature %d%s: %s | %s".formatted(feature, place, shown(a), shown(b)));
    }
  }

  FieldResult result() {
    return new FieldResult(field, compared, different, ties, largest, List.copyOf(places));
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
