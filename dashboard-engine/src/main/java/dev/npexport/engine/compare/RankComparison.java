package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares ranked entries. Measures are compared rank by rank; what is ranked may stand elsewhere
 * among entries that, as written, tie, and may be another where the tie goes on past the end.
 */
final class RankComparison {

  private final ValueComparison values;
  private final Rounding rounding;

  RankComparison(ValueComparison values, Rounding rounding) {
    this.values = values;
    this.rounding = rounding;
  }

  void compare(Tallies tallies, ComparedFeature a, ComparedFeature b) {
    for (RankTable table : RankTable.ALL) {
      Optional<Ranks> left = Ranks.of(a, table);
      Optional<Ranks> right = Ranks.of(b, table);
      if (left.isPresent() && right.isPresent()) {
        compare(tallies, a.index(), table, left.get(), right.get());
      }
    }
  }

  private void compare(Tallies tallies, int feature, RankTable table, Ranks a, Ranks b) {
    values.compare(tallies.of(table.values()), feature, a.values(), b.values());
    Tally keys = tallies.of(table.keys());
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      if (i >= common) {
        keys.different(feature, "[" + i + "]", a.shown(i), b.shown(i));
        continue;
      }
      int at = b.keys().get(i).same(a.keys().get(i)) ? i : b.find(a.keys().get(i));
      if (at == i) {
        keys.same();
      } else if (at >= 0 && at < common ? tied(a, b, i, at) : tied(a, b, i, common - 1)) {
        keys.tie();
      } else {
        keys.different(feature, "[" + i + "]", a.shown(i), b.shown(i));
      }
      if (at >= 0 && at < common) {
        others(tallies, feature, table, a, b, i, at);
      }
    }
    if (common == 0 && a.size() == b.size()) {
      keys.same();
    }
  }

  /** Whether all measures from rank {@code i} to rank {@code j} are one, as written. */
  private boolean tied(Ranks a, Ranks b, int i, int j) {
    double left = a.values().value().get(i).doubleValue();
    double right = b.values().value().get(j).doubleValue();
    // what ties before rounding may fall on different sides of a step
    double step = 2 * Math.max(a.values().writing().error(), b.values().writing().error());
    return Math.abs(left - right) <= step + rounding.tolerance() + 1e-12;
  }

  private void others(
      Tallies tallies, int feature, RankTable table, Ranks a, Ranks b, int i, int at) {
    for (int other = 0; other < table.others().size(); other++) {
      JsonNode left = a.others().get(other).value().path(i);
      JsonNode right = b.others().get(other).value().path(at);
      values.compare(
          tallies.of(table.others().get(other)),
          feature,
          new Column(left, a.others().get(other).writing()),
          new Column(right, b.others().get(other).writing()));
    }
  }

  private record Ranks(List<TokenText> keys, Column values, List<Column> others) {

    static Optional<Ranks> of(ComparedFeature feature, RankTable table) {
      Column keys = feature.columns().get(table.keys());
      Column values = feature.columns().get(table.values());
      if (keys == null || values == null || keys.value().size() != values.value().size()) {
        return Optional.empty();
      }
      List<Column> others = new ArrayList<>();
      for (String name : table.others()) {
        Column other = feature.columns().get(name);
        if (other == null) {
          return Optional.empty();
        }
        others.add(other);
      }
      List<TokenText> texts = new ArrayList<>();
      for (JsonNode key : keys.value()) {
        texts.add(
            keys.writing().pieces()
                ? TokenText.ofPiece(key.asText())
                : TokenText.ofText(key.asText()));
      }
      return Optional.of(new Ranks(texts, values, others));
    }

    int size() {
      return keys.size();
    }

    int find(TokenText key) {
      for (int i = 0; i < keys.size(); i++) {
        if (keys.get(i).same(key)) {
          return i;
        }
      }
      return -1;
    }

    String shown(int i) {
      return i < size() ? keys.get(i).toString() : "absent";
    }
  }
}
