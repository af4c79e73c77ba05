package dev.npexport.engine.compare;

import java.util.List;

/**
 * What two sides have in common and where they differ.
 *
 * @param compared features that both sides have
 * @param onlyInA features that only the first has
 * @param missingCounts whether features that only one side has make the sides different
 * @param fields that both sides have, in the order they were met
 * @param fieldsOnlyInA names of fields that the second never has
 */
public record ComparisonReport(
    String a,
    String b,
    int compared,
    int onlyInA,
    int onlyInB,
    boolean missingCounts,
    List<FieldResult> fields,
    List<String> fieldsOnlyInA,
    List<String> fieldsOnlyInB) {

  public boolean isEqual() {
    boolean sameFeatures = !missingCounts || onlyInA == 0 && onlyInB == 0;
    return sameFeatures && fields.stream().allMatch(field -> field.different() == 0);
  }

  public long differences() {
    return fields.stream().mapToLong(FieldResult::different).sum();
  }

  public long values() {
    return fields.stream().mapToLong(FieldResult::compared).sum();
  }
}
