package dev.npexport.engine.format.label;

import java.util.Optional;

/**
 * One label row; empty strings in the source count as absent.
 *
 * @param featureIndex the feature it belongs to
 * @param createdAt UTC timestamp text, only if the source gives it
 */
public record Label(
    int featureIndex,
    Optional<String> label,
    Optional<String> category,
    Optional<String> description,
    Optional<String> method,
    Optional<String> model,
    Optional<Double> score,
    Optional<String> createdAt) {

  /** The label, without one the description; a row that has neither is refused by the reader. */
  public String text() {
    return label.or(() -> description).orElseThrow();
  }
}
