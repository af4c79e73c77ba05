package dev.npexport.api.feature.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An order of features: by a field of their rows, those without a value last, equal ones by index.
 *
 * @param down largest first
 */
public record FeatureOrder(Field field, boolean down) {

  public enum Field {
    FEATURE_INDEX,
    LABEL,
    CATEGORY,
    ACTIVATION_FREQUENCY,
    ACTIVATION_COUNT,
    MAX_ACTIVATION,
    MEAN_ACTIVATION;

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final FeatureOrder BY_INDEX = new FeatureOrder(Field.FEATURE_INDEX, false);

  /** What {@link #parse} takes: a field's name, with a minus for the order turned round. */
  public static final List<String> NAMES =
      Arrays.stream(Field.values())
          .map(Field::wireName)
          .flatMap(name -> Stream.of(name, "-" + name))
          .toList();

  public static FeatureOrder parse(String name) {
    boolean down = name.startsWith("-");
    return new FeatureOrder(
        Field.valueOf(name.substring(down ? 1 : 0).toUpperCase(Locale.ROOT)), down);
  }
}
