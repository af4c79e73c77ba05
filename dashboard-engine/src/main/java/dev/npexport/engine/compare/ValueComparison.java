package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;

/** Compares two JSON values entry by entry. */
final class ValueComparison {

  private static final String ABSENT = "absent";

  private final Rounding rounding;

  ValueComparison(Rounding rounding) {
    this.rounding = rounding;
  }

  /** Compares a number, a text or a list of them. */
  void compare(Tally tally, int feature, Column a, Column b) {
    compare(tally, feature, "", a, b);
  }

  private void compare(Tally tally, int feature, String place, Column a, Column b) {
    JsonNode left = a.value();
    JsonNode right = b.value();
    if (left.isArray() && right.isArray()) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        String at = place + "[" + i + "]";
        if (i < left.size() && i < right.size()) {
          compare(
              tally,
              feature,
              at,
              new Column(left.get(i), a.writing()),
              new Column(right.get(i), b.writing()));
        } else {
          tally.different(
              feature,
              at,
              i < left.size() ? left.get(i) : ABSENT,
              i < right.size() ? right.get(i) : ABSENT);
        }
      }
      if (left.isEmpty() && right.isEmpty()) {
        tally.same();
      }
    } else if (left.isNumber() && right.isNumber()) {
      number(
          tally, feature, place, left.doubleValue(), right.doubleValue(), a.writing(), b.writing());
    } else if (left.equals(right)) {
      tally.same();
    } else {
      tally.different(feature, place, left, right);
    }
  }

  void number(
      Tally tally,
      int feature,
      String place,
      double a,
      double b,
      Writing writtenA,
      Writing writtenB) {
    if (rounding.same(a, b, writtenA, writtenB)) {
      tally.same();
    } else {
      tally.different(feature, place, a, b);
    }
  }

  /** Compares two documents of one shape; a tally for each path, without the indices of lists. */
  void documents(Tallies tallies, int feature, String path, String place, JsonNode a, JsonNode b) {
    if (a.isObject() && b.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inner = path + (path.endsWith("/") ? "" : ".") + name;
        if (a.has(name) && b.has(name)) {
          documents(tallies, feature, inner, place, a.get(name), b.get(name));
        } else {
          tallies
              .of(inner)
              .different(
                  feature, place, a.has(name) ? "there" : ABSENT, b.has(name) ? "there" : ABSENT);
        }
      }
    } else if (a.isArray() && b.isArray() && !(a.isEmpty() || a.get(0).isValueNode())) {
      Iterator<JsonNode> left = a.elements();
      Iterator<JsonNode> right = b.elements();
      for (int i = 0; left.hasNext() && right.hasNext(); i++) {
        documents(tallies, feature, path + "[]", place + "[" + i + "]", left.next(), right.next());
      }
      if (a.size() != b.size()) {
        tallies.of(path + " (number of)").different(feature, place, a.size(), b.size());
      }
    } else {
      compare(
          tallies.of(path),
          feature,
          place,
          new Column(a, Writing.UNROUNDED),
          new Column(b, Writing.UNROUNDED));
    }
  }

  /**
   * Compares the fields that both sides have, but for those that are ranked together.
   *
   * @param oursOnly whether neither side was made by SAEDashboard
   */
  void columns(Tallies tallies, ComparedFeature a, ComparedFeature b, boolean oursOnly) {
    for (Map.Entry<String, Column> field : a.columns().entrySet()) {
      String name = field.getKey();
      Column other = b.columns().get(name);
      if (other == null || RankTable.covers(name)) {
        continue;
      }
      if (CountComparison.covers(name) && !oursOnly) {
        CountComparison.compare(
            tallies.of(name), a.index(), field.getValue().value(), other.value(), this);
      } else {
        compare(tallies.of(name), a.index(), field.getValue(), other);
      }
    }
  }
}
