package dev.npexport.engine.compare;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Compares the numbers of two sides feature by feature and field by field: archives, folders of
 * {@code features/} and SAEDashboard's batch files in any mix.
 */
public final class Comparison {

  private final Rounding rounding;
  private final ValueComparison values;
  private final RankComparison ranks;
  private final ExampleComparison examples;

  private Comparison(double tolerance) {
    rounding = new Rounding(tolerance);
    values = new ValueComparison(rounding);
    ranks = new RankComparison(values, rounding);
    examples = new ExampleComparison(values, rounding);
  }

  /**
   * Compares.
   *
   * @param a an archive, a folder, or batch files; the same for {@code b}
   * @param tolerance allowed between two numbers on top of what their rounding explains
   * @throws InputException if a side is none of these, cannot be read, or the sides have no feature
   *     in common
   */
  public static ComparisonReport compare(List<Path> a, List<Path> b, double tolerance) {
    try (FeatureSource left = FeatureSources.open(a);
        FeatureSource right = FeatureSources.open(b)) {
      return new Comparison(tolerance).compare(left, right);
    }
  }

  private ComparisonReport compare(FeatureSource a, FeatureSource b) {
    Tallies tallies = new Tallies();
    boolean oursOnly = !a.madeBySaeDashboard() && !b.madeBySaeDashboard();
    Iterator<ComparedFeature> left = a.features();
    Iterator<ComparedFeature> right = b.features();
    Optional<ComparedFeature> one = next(left);
    Optional<ComparedFeature> other = next(right);
    int compared = 0;
    int onlyInA = 0;
    int onlyInB = 0;
    while (one.isPresent() || other.isPresent()) {
      int order =
          one.isEmpty()
              ? 1
              : other.isEmpty() ? -1 : Integer.compare(one.get().index(), other.get().index());
      if (order == 0) {
        feature(tallies, one.get(), other.get(), oursOnly);
        compared++;
      }
      onlyInA += order < 0 ? 1 : 0;
      onlyInB += order > 0 ? 1 : 0;
      one = order <= 0 ? next(left) : one;
      other = order >= 0 ? next(right) : other;
    }
    if (compared == 0) {
      throw new InputException(
          new Problem(
              ProblemCode.UNKNOWN_FEATURE,
              "",
              "",
              "%s and %s have no feature in common".formatted(a.description(), b.description())));
    }
    return new ComparisonReport(
        a.description(),
        b.description(),
        compared,
        onlyInA,
        onlyInB,
        !a.isPartial() && !b.isPartial(),
        tallies.results(),
        tallies.onlyInA(),
        tallies.onlyInB());
  }

  private void feature(Tallies tallies, ComparedFeature a, ComparedFeature b, boolean oursOnly) {
    boolean rows = !a.columns().isEmpty() && !b.columns().isEmpty();
    if (a.document().isPresent() && b.document().isPresent()) {
      values.documents(tallies, a.index(), "features/", "", a.document().get(), b.document().get());
    } else if (!rows) {
      // one side has rows and the other documents only, which say much of the same
      feature(tallies, DocumentRows.filledIn(a), DocumentRows.filledIn(b), oursOnly);
      return;
    }
    tallies.seen(a.columns().keySet(), b.columns().keySet());
    if (rows) {
      values.columns(tallies, a, b, oursOnly);
      ranks.compare(tallies, a, b);
      examples.compare(tallies, a, b, oursOnly);
    }
  }

  private static Optional<ComparedFeature> next(Iterator<ComparedFeature> features) {
    return features.hasNext() ? Optional.of(features.next()) : Optional.empty();
  }
}
