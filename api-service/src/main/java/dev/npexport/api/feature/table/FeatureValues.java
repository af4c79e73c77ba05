package dev.npexport.api.feature.table;

import dev.npexport.api.feature.table.FeatureOrder.Field;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a feature's row pages are chosen by. Texts may be null, numbers NaN. */
record FeatureValues(
    int feature,
    String label,
    String category,
    String description,
    double activationFrequency,
    double activationCount,
    double maxActivation,
    double meanActivation) {

  /** Label, category and description, each on its own line, in lower case; null without any. */
  String searched() {
    String text =
        Stream.of(label, category, description)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    return text.isEmpty() ? null : text;
  }

  double number(Field field) {
    return switch (field) {
      case ACTIVATION_FREQUENCY -> activationFrequency;
      case ACTIVATION_COUNT -> activationCount;
      case MAX_ACTIVATION -> maxActivation;
      case MEAN_ACTIVATION -> meanActivation;
      case FEATURE_INDEX, LABEL, CATEGORY -> throw new IllegalArgumentException(field.name());
    };
  }
}
