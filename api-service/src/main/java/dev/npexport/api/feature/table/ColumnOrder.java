package dev.npexport.api.feature.table;

import dev.npexport.api.feature.table.FeatureOrder.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sorts features by a column that is kept in memory. */
final class ColumnOrder {

  private ColumnOrder() {}

  /** Empty if the column is not kept. */
  static Optional<Comparator<Integer>> of(FeatureColumns columns, FeatureOrder order) {
    Optional<Comparator<Integer>> byValue =
        switch (order.field()) {
          case FEATURE_INDEX ->
              Optional.of(order.down() ? Comparator.reverseOrder() : Comparator.naturalOrder());
          case LABEL -> columns.labels().map(labels -> texts(labels, order.down()));
          case CATEGORY -> Optional.of(texts(columns.categories(), order.down()));
          case ACTIVATION_FREQUENCY, ACTIVATION_COUNT, MAX_ACTIVATION, MEAN_ACTIVATION ->
              Optional.of(numbers(columns, order.field(), order.down()));
        };
    return byValue.map(comparator -> comparator.thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Features in an order.
   *
   * @param start in an order that is nearly the wanted one, which makes it fast
   */
  static int[] sorted(IntStream start, Comparator<Integer> order) {
    Integer[] features = start.boxed().toArray(Integer[]::new);
    Arrays.sort(features, order);
    return Arrays.stream(features).mapToInt(Integer::intValue).toArray();
  }

  private static Comparator<Integer> texts(String[] values, boolean down) {
    Comparator<String> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
    Comparator<String> nullsLast = Comparator.nullsLast(order);
    return (a, b) -> nullsLast.compare(values[a], values[b]);
  }

  /** {@link Double#compare} has NaN as the largest. */
  private static Comparator<Integer> numbers(FeatureColumns columns, Field field, boolean down) {
    double[] values = columns.numbers(field);
    if (!down) {
      return (a, b) -> Double.compare(values[a], values[b]);
    }
    return (a, b) -> {
      boolean none = Double.isNaN(values[a]);
      return none || Double.isNaN(values[b])
          ? Boolean.compare(none, Double.isNaN(values[b]))
          : Double.compare(values[b], values[a]);
    };
  }
}
