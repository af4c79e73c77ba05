package dev.npexport.api.feature.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every order with every filter, held to plain streams over the rows. */
class FeatureTableTest {

  private static final UUID SAE = UUID.randomUUID();
  private static final int SIZE = 7;

  private final MadeFeatures features = new MadeFeatures(500, 3);

  /** Texts in memory, or not. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 60_000, 0})
  void choosesWhatAFilterAndAnOrderSay(long bytes) {
    holds(table(bytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 0})
  void readsAgainWhatChanged(long bytes) {
    FeatureTable table = table(bytes);
    holds(table);
    List<Integer> changed = List.of(0, 3, 77, 78, 250, 499);
    features.changes = Optional.of(changed);
    for (long version = 2; version < 5; version++) {
      changed.stream().filter(features.rows::containsKey).forEach(features::make);
      table = table.updated(version);
      holds(table);
    }
    changed.forEach(features.rows::remove);
    features.make(77);
    holds(table.updated(5));
    assertThat(features.reads).isEqualTo(1);
  }

  @Test
  void readsEverythingAgainOnceTooMuchChanged() {
    FeatureTable table = table(Long.MAX_VALUE);
    features.rows.keySet().stream().toList().forEach(features::make);
    features.rows.remove(features.rows.firstKey());
    holds(table.updated(2));
    assertThat(features.reads).isEqualTo(2);
  }

  @Test
  void aNumberThatIsSearchedIsAnIndexTooButNeverOneWithoutARow() {
    features.make(123);
    FeatureTable table = table(0);
    features.rows.remove(123);
    FeatureTable without = table(0);
    FeatureFilter index = search("123");
    assertThat(table.page(index, FeatureOrder.BY_INDEX, 0, SIZE).indices()).containsExactly(123);
    assertThat(without.page(index, FeatureOrder.BY_INDEX, 0, SIZE).indices()).isEmpty();
    assertThat(table.count(search("999999999"))).isZero();
    assertThat(table.count(search("0123"))).isZero();
  }

  private FeatureTable table(long bytes) {
    return FeatureTable.read(SAE, 1, new FeatureColumns(features.dSae, bytes), features);
  }

  private void holds(FeatureTable table) {
    for (FeatureFilter filter : filters()) {
      List<FeatureValues> found = features.rows.values().stream().filter(expected(filter)).toList();
      assertThat(table.count(filter)).isEqualTo(found.size());
      for (String order : FeatureOrder.NAMES) {
        List<Integer> sorted =
            found.stream()
                .sorted(expected(FeatureOrder.parse(order)))
                .map(FeatureValues::feature)
                .toList();
        for (int before : new int[] {0, SIZE, found.size() / 2, found.size(), 10_000}) {
          int from = Math.min(before, sorted.size());
          FeatureTable.Found page = table.page(filter, FeatureOrder.parse(order), before, SIZE);
          assertThat(page.total()).isEqualTo(found.size());
          assertThat(page.indices())
              .as("%s by %s from %d", filter, order, before)
              .isEqualTo(sorted.subList(from, Math.min(from + SIZE, sorted.size())));
        }
      }
    }
  }

  private static List<FeatureFilter> filters() {
    Optional<String> none = Optional.empty();
    Optional<Double> any = Optional.empty();
    return List.of(
        FeatureFilter.ALL,
        search("ÄPfel 1"),
        search("z3\ncategory"),
        search("α"),
        search("12"),
        search("nowhere"),
        new FeatureFilter(none, Optional.of("category 1"), any, any, Optional.empty()),
        new FeatureFilter(none, Optional.of("category"), any, any, Optional.empty()),
        new FeatureFilter(none, none, Optional.of(0.1), Optional.of(0.25), Optional.empty()),
        new FeatureFilter(none, none, Optional.of(0.0), any, Optional.of(false)),
        new FeatureFilter(
            Optional.of("label"), Optional.of("category 2"), any, any, Optional.of(true)));
  }

  private static FeatureFilter search(String text) {
    return new FeatureFilter(
        Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Predicate<FeatureValues> expected(FeatureFilter filter) {
    return row ->
        filter.search().filter(text -> !contains(row, text)).isEmpty()
            && filter.category().filter(name -> !name.equals(row.category())).isEmpty()
            && filter.least().filter(v -> !(row.activationFrequency() >= v)).isEmpty()
            && filter.most().filter(v -> !(row.activationFrequency() <= v)).isEmpty()
            && filter
                .active()
                .filter(
                    active -> active ? !(row.activationCount() > 0) : row.activationCount() != 0)
                .isEmpty();
  }

  private static boolean contains(FeatureValues row, String text) {
    String own = row.searched();
    return own != null && own.contains(text.toLowerCase(Locale.ROOT))
        || text.equals(String.valueOf(row.feature()));
  }

  private static Comparator<FeatureValues> expected(FeatureOrder order) {
    return switch (order.field()) {
      case FEATURE_INDEX -> nullsLast(FeatureValues::feature, order.down());
      case LABEL -> nullsLast(FeatureValues::label, order.down());
      case CATEGORY -> nullsLast(FeatureValues::category, order.down());
      case ACTIVATION_FREQUENCY, ACTIVATION_COUNT, MAX_ACTIVATION, MEAN_ACTIVATION ->
          nullsLast(row -> ifAny(row.number(order.field())), order.down());
    };
  }

  private static Double ifAny(double number) {
    return Double.isNaN(number) ? null : number;
  }

  private static <T extends Comparable<T>> Comparator<FeatureValues> nullsLast(
      Function<FeatureValues, T> value, boolean down) {
    Comparator<T> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(value, Comparator.nullsLast(order))
        .thenComparing(FeatureValues::feature);
  }

  @Test
  void everyFieldHasTwoOrders() {
    assertThat(FeatureOrder.NAMES)
        .hasSize(2 * FeatureOrder.Field.values().length)
        .contains("label", "-label", "-max_activation");
  }
}
