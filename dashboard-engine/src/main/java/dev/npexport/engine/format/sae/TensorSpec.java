package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.sae.SaeDimensions.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A tensor that an architecture has.
 *
 * @param shape its sizes
 * @param featureAxis which of them runs over features, −1 if none does
 * @param axes what the sizes are, for messages, for example {@code [d_sae, d_in]}
 */
record TensorSpec(String name, long[] shape, int featureAxis, String axes) {

  static TensorSpec of(String name, SaeDimensions sizes, Axis... axes) {
    List<Axis> list = List.of(axes);
    return new TensorSpec(
        name,
        list.stream().mapToLong(sizes::size).toArray(),
        list.indexOf(Axis.D_SAE),
        list.stream()
            .map(axis -> axis.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  boolean fits(long[] other) {
    return Arrays.equals(shape, other);
  }
}
