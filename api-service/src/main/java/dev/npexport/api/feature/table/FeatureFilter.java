package dev.npexport.api.feature.table;

import java.util.Optional;

/**
 * Which features are looked for. A feature without a number or text is not found by it.
 *
 * @param search in label, category and description, whatever the case; a number is also an index
 * @param category as it is written
 * @param least the least activation frequency
 * @param most the greatest
 * @param active whether it has activations
 */
public record FeatureFilter(
    Optional<String> search,
    Optional<String> category,
    Optional<Double> least,
    Optional<Double> most,
    Optional<Boolean> active) {

  public static final FeatureFilter ALL =
      new FeatureFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
