package dev.npexport.api.feature.table;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The features of an SAE as they were at one moment, for choosing pages of them. Orders are made
 * when they are first asked for, and kept.
 */
public final class FeatureTable {

  private final UUID sae;
  private final long version;
  private final FeatureColumns columns;
  private final FeatureSource source;
  private final Map<FeatureOrder, int[]> earlier;
  private final Map<FeatureOrder, int[]> orders = new ConcurrentHashMap<>();

  private FeatureTable(
      UUID sae,
      long version,
      FeatureColumns columns,
      FeatureSource source,
      Map<FeatureOrder, int[]> earlier) {
    this.sae = sae;
    this.version = version;
    this.columns = columns;
    this.source = source;
    this.earlier = earlier;
  }

  /**
   * Features that were found.
   *
   * @param indices of those on the page, in its order
   * @param total how many there are on all pages
   */
  public record Found(List<Integer> indices, int total) {}

  /**
   * Reads a table.
   *
   * @param version of what is there before it is read
   * @param columns without rows
   */
  static FeatureTable read(UUID sae, long version, FeatureColumns columns, FeatureSource source) {
    source.all(sae, columns::put);
    return new FeatureTable(sae, version, columns, source, Map.of());
  }

  /** This table with the features read again that changed since, or all if those are too many. */
  FeatureTable updated(long to) {
    Optional<Collection<Integer>> changes = source.changesSince(sae, version);
    if (changes.isEmpty()) {
      return read(sae, to, columns.empty(), source);
    }
    FeatureColumns copy = new FeatureColumns(columns);
    Set<Integer> gone = new HashSet<>(changes.get());
    source.some(
        sae,
        changes.get(),
        values -> {
          copy.put(values);
          gone.remove(values.feature());
        });
    gone.forEach(copy::remove);
    boolean same = copy.present().equals(columns.present());
    return new FeatureTable(sae, to, copy, source, same ? lastOrders() : Map.of());
  }

  private Map<FeatureOrder, int[]> lastOrders() {
    Map<FeatureOrder, int[]> last = new HashMap<>(earlier);
    last.putAll(orders);
    return last;
  }

  long version() {
    return version;
  }

  long bytes() {
    return columns.bytes();
  }

  /** How many features a filter lets through. */
  public int count(FeatureFilter filter) {
    return matching(filter).cardinality();
  }

  /**
   * One page.
   *
   * @param before how many features are before it
   * @param size how many are on it, at most
   */
  public Found page(FeatureFilter filter, FeatureOrder order, long before, int size) {
    BitSet matching = matching(filter);
    int total = matching.cardinality();
    if (before >= total) {
      return new Found(List.of(), total);
    }
    List<Integer> page =
        IntStream.of(orders.computeIfAbsent(order, this::ordered))
            .filter(matching::get)
            .skip(before)
            .limit(size)
            .boxed()
            .toList();
    return new Found(page, total);
  }

  private BitSet matching(FeatureFilter filter) {
    return new FilterPass(columns, text -> source.containing(sae, text)).matching(filter);
  }

  private int[] ordered(FeatureOrder order) {
    return ColumnOrder.of(columns, order)
        .map(comparator -> ColumnOrder.sorted(start(order), comparator))
        .orElseGet(() -> source.byLabel(sae, order.down()));
  }

  private IntStream start(FeatureOrder order) {
    return Optional.ofNullable(earlier.get(order))
        .map(IntStream::of)
        .orElseGet(() -> columns.present().stream());
  }
}
