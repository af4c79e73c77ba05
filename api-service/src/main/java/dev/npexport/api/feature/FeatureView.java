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
    @Schema(description = "How the label was found") Optional<String> method,
    @Schema(description = "The model that wrote the label") Optional<String> model,
    @Schema(description = "Of the label") Optional<Double> score,
    @Schema(
            enumeration = {"file", "api"},
            description =
                "file: from the labels file; api: edited here, which includes that it was cleared")
        Optional<String> labelSource,
    Optional<Double> activationFrequency,
    Optional<Long> activationCount,
    Optional<Float> maxActivation,
    Optional<Double> meanActivation,
    Optional<Boolean> isDead) {

  /** The columns that {@link #of} reads, in its order. */
  static final String COLUMNS =
      "feature_index, label, category, description, label_method, label_model, label_score,"
          + " label_source, activation_frequency, activation_count, max_activation,"
          + " mean_activation, is_dead";

  static FeatureView of(Tuple row) {
    return new FeatureView(
        row.get(0, Integer.class),
        Optional.ofNullable(row.get(1, String.class)),
        Optional.ofNullable(row.get(2, String.class)),
        Optional.ofNullable(row.get(3, String.class)),
        Optional.ofNullable(row.get(4, String.class)),
        Optional.ofNullable(row.get(5, String.class)),
        Optional.ofNullable(row.get(6, Double.class)),
        Optional.ofNullable(row.get(7, String.class)),
        Optional.ofNullable(row.get(8, Double.class)),
        Optional.ofNullable(row.get(9, Long.class)),
        Optional.ofNullable(row.get(10, Float.class)),
        Optional.ofNullable(row.get(11, Double.class)),
        Optional.ofNullable(row.get(12, Boolean.class)));
  }
}
