package dev.npexport.engine.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines for people. */
public final class ReportText {

  private ReportText() {}

  public static List<String> lines(ComparisonReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("A: " + report.a());
    lines.add("B: " + report.b());
    lines.add(
        "features compared: %d, only in A: %d, only in B: %d"
            .formatted(report.compared(), report.onlyInA(), report.onlyInB()));
    lines.add(
        "%-44s %12s %10s %8s  %s".formatted("field", "compared", "different", "ties", "largest"));
    for (FieldResult field : report.fields()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-44s %12d %10d %8d  %s",
              field.field(),
              field.compared(),
              field.different(),
              field.ties(),
              field.largest() == 0 ? "-" : "%.6g".formatted(field.largest())));
      field.places().forEach(place -> lines.add("    " + place));
    }
    if (!report.fieldsOnlyInA().isEmpty()) {
      lines.add("only in A: " + String.join(", ", report.fieldsOnlyInA()));
    }
    if (!report.fieldsOnlyInB().isEmpty()) {
      lines.add("only in B: " + String.join(", ", report.fieldsOnlyInB()));
    }
    lines.add(
        report.isEqual()
            ? "equal: %d values compared".formatted(report.values())
            : "different: %d of %d values".formatted(report.differences(), report.values()));
    return lines;
  }
}
