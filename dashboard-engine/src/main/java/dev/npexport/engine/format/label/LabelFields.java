package dev.npexport.engine.format.label;

import java.util.List;
import java.util.Set;

/** The fields of npexport's own label rows. */
final class LabelFields {

  static final String INDEX = "feature_index";

  /** Every field, in the order in which they are usually written. */
  static final List<String> ALL =
      List.of(INDEX, "label", "category", "description", "method", "model", "score", "created_at");

  /** Those that JSON writes as numbers. */
  static final Set<String> NUMERIC = Set.of(INDEX, "score");

  private LabelFields() {}

  static Label label(LabelRow row) {
    return new Label(
        row.index(INDEX),
        row.text("label"),
        row.text("category"),
        row.text("description"),
        row.text("method"),
        row.text("model"),
        row.number("score"),
        row.time("created_at"));
  }
}
