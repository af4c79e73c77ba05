package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares the logit histogram of an export with SAEDashboard's. SAEDashboard counts float32 sums,
 * whose last bits depend on the machine: a logit on an edge falls into the bin on either side of
 * it. Counts that differ by one such logit at an edge tie; all others that differ are different.
 */
final class CountComparison {

  private static final String FIELD = "logits_hist_data_bar_heights";

  private CountComparison() {}

  static boolean covers(String field) {
    return FIELD.equals(field);
  }

  static void compare(Tally tally, int feature, JsonNode a, JsonNode b, ValueComparison values) {
    if (!areMovedOverEdges(a, b)) {
      values.compare(
          tally, feature, new Column(a, Writing.UNROUNDED), new Column(b, Writing.UNROUNDED));
      return;
    }
    for (int bin = 0; bin < a.size(); bin++) {
      if (a.get(bin).longValue() == b.get(bin).longValue()) {
        tally.same();
      } else {
        tally.tie();
      }
    }
  }

  /** Whether both count as many in as many bins, and at each edge at most one lies elsewhere. */
  private static boolean areMovedOverEdges(JsonNode a, JsonNode b) {
    if (!a.isArray() || !b.isArray() || a.isEmpty() || a.size() != b.size()) {
      return false;
    }
    long moved = 0;
    for (int bin = 0; bin < a.size(); bin++) {
      if (!a.get(bin).canConvertToLong() || !b.get(bin).canConvertToLong()) {
        return false;
      }
      moved += a.get(bin).longValue() - b.get(bin).longValue();
      if (Math.abs(moved) > 1) {
        return false;
      }
    }
    return moved == 0;
  }
}
