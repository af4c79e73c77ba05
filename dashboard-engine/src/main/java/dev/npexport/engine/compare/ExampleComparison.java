package dev.npexport.engine.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the examples of a feature: row by row where both sides draw alike; where one side was
 * drawn by SAEDashboard, what does not hang on the draws: the groups and their sizes, that every
 * example belongs to its group, and the values of prompts that both sides show.
 */
final class ExampleComparison {

  private static final String COUNT = "activations (number of)";
  private static final String TOP = "activations, top group";
  private static final String MEMBERS = "activations, inside their interval";
  private static final String VALUES = "activations.values";
  private static final String TOKENS = "activations.tokens";

  private final ValueComparison numbers;
  private final Rounding rounding;

  ExampleComparison(ValueComparison numbers, Rounding rounding) {
    this.numbers = numbers;
    this.rounding = rounding;
  }

  void compare(Tallies tallies, ComparedFeature a, ComparedFeature b, boolean drawnAlike) {
    int feature = a.index();
    List<ComparedExample> left = a.examples();
    List<ComparedExample> right = b.examples();
    numbers.number(
        tallies.of(COUNT),
        feature,
        "",
        left.size(),
        right.size(),
        Writing.UNROUNDED,
        Writing.UNROUNDED);
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      group(tallies, a, b, i);
      if (drawnAlike) {
        row(tallies, a, b, i);
      }
    }
    if (!drawnAlike) {
      top(tallies, a, b);
      members(tallies.of(MEMBERS), a);
      members(tallies.of(MEMBERS), b);
      sharedPrompts(tallies, a, b);
    }
  }

  private void group(Tallies tallies, ComparedFeature a, ComparedFeature b, int i) {
    ComparedExample left = a.examples().get(i);
    ComparedExample right = b.examples().get(i);
    String at = " row " + i;
    Writing ours = a.bounds();
    Writing theirs = b.bounds();
    numbers.number(
        tallies.of("activations.bin_min"),
        a.index(),
        at,
        left.binMin(),
        right.binMin(),
        ours,
        theirs);
    numbers.number(
        tallies.of("activations.bin_max"),
        a.index(),
        at,
        left.binMax(),
        right.binMax(),
        ours,
        theirs);
    numbers.number(
        tallies.of("activations.bin_contains"),
        a.index(),
        at,
        left.binContains(),
        right.binContains(),
        Writing.UNROUNDED,
        Writing.UNROUNDED);
  }

  private void row(Tallies tallies, ComparedFeature a, ComparedFeature b, int i) {
    ComparedExample left = a.examples().get(i);
    ComparedExample right = b.examples().get(i);
    String at = " row " + i;
    if (left.showsSamePrompt(right)) {
      tallies.of(TOKENS).same();
      values(tallies.of(VALUES), a, b, left, right, at);
    } else {
      tallies
          .of(TOKENS)
          .different(a.index(), at, String.join("", texts(left)), String.join("", texts(right)));
    }
    numbers.number(
        tallies.of("activations.qualifying_token_index"),
        a.index(),
        at,
        left.qualifying(),
        right.qualifying(),
        Writing.UNROUNDED,
        Writing.UNROUNDED);
  }

  /** The same places by falling value; of equal values any, as ties are broken differently. */
  private void top(Tallies tallies, ComparedFeature a, ComparedFeature b) {
    Tally tally = tallies.of(TOP);
    List<ComparedExample> left =
        new ArrayList<>(a.examples().stream().filter(ComparedExample::isTop).toList());
    List<ComparedExample> right =
        new ArrayList<>(b.examples().stream().filter(ComparedExample::isTop).toList());
    for (ComparedExample one : List.copyOf(left)) {
      for (ComparedExample other : List.copyOf(right)) {
        if (one.qualifying() == other.qualifying() && one.showsSamePrompt(other)) {
          tally.same();
          left.remove(one);
          right.remove(other);
          break;
        }
      }
    }
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      if (i >= left.size() || i >= right.size()) {
        tally.different(
            a.index(),
            "",
            i < left.size() ? "one more" : "absent",
            i < right.size() ? "one more" : "absent");
        continue;
      }
      ComparedExample one = left.get(i);
      ComparedExample other = right.get(i);
      // position 0 is not shown, so that the value there is unknown
      boolean unknown = !one.hasPlace() || !other.hasPlace();
      if (unknown || rounding.same(one.atPlace(), other.atPlace(), a.values(), b.values())) {
        tally.tie();
      } else {
        tally.different(a.index(), "", one.atPlace(), other.atPlace());
      }
    }
  }

  /** Compared on each side alone: the value at the place against the bounds of the row's group. */
  private void members(Tally tally, ComparedFeature side) {
    double slack = side.bounds().error() + side.values().error() + rounding.tolerance() + 1e-9;
    for (ComparedExample example : side.examples()) {
      if (!example.isTop() && example.hasPlace()) {
        double value = example.atPlace();
        if (example.binMin() - slack <= value && value <= example.binMax() + slack) {
          tally.same();
        } else {
          tally.different(
              side.index(), "", value, "[%s, %s]".formatted(example.binMin(), example.binMax()));
        }
      }
    }
  }

  private void sharedPrompts(Tallies tallies, ComparedFeature a, ComparedFeature b) {
    for (ComparedExample left : a.examples()) {
      for (ComparedExample right : b.examples()) {
        if (left.showsSamePrompt(right)) {
          tallies.of(TOKENS).same();
          values(tallies.of(VALUES), a, b, left, right, "");
          break;
        }
      }
    }
  }

  private void values(
      Tally tally,
      ComparedFeature a,
      ComparedFeature b,
      ComparedExample left,
      ComparedExample right,
      String at) {
    for (int i = 0; i < Math.min(left.values().length, right.values().length); i++) {
      numbers.number(
          tally,
          a.index(),
          at + "[" + i + "]",
          left.values()[i],
          right.values()[i],
          a.values(),
          b.values());
    }
  }

  private static List<String> texts(ComparedExample example) {
    List<String> texts = new ArrayList<>();
    for (TokenText token : example.tokens()) {
      texts.add(token.toString());
    }
    return texts;
  }
}
