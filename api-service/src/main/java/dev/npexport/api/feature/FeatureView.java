package dev.npexport.api.feature;

import jakarta.persistence.Tuple;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row of the table of features; the numbers are those of the archive's statistics. */
@Schema(name = "FeatureRow")
record FeatureView(
    int featureIndex,
    Optional<String> label,
    Optional<String> category,
    Optional<String> description,
    Optional<Double> activationFrequency,
    Optional<Long> activationCount,
    Optional<Float> maxActivation,
    Optional<Double> meanActivation,
    Optional<Boolean> isDead) {

  /** The columns that {@link #of} reads, in its order. */
  static final String COLUMNS =
      "feature_index, label, category, description, activation_frequency, activation_count,"
          + " max_activation, mean_activation, is_dead";

  static FeatureView of(Tuple row) {
    return new FeatureView(
        row.get(0, Integer.class),
        Optional.ofNullable(row.get(1, String.class)),
        Optional.ofNullable(row.get(2, String.class)),
        Optional.ofNullable(row.get(3, String.class)),
        Optional.ofNullable(row.get(4, Double.class)),
        Optional.ofNullable(row.get(5, Long.class)),
        Optional.ofNullable(row.get(6, Float.class)),
        Optional.ofNullable(row.get(7, Double.class)),
        Optional.ofNullable(row.get(8, Boolean.class)));
  }
}
