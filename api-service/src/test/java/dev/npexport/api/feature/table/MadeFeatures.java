package dev.npexport.api.feature.table;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Features in memory instead of a database, with everything that rows may lack. */
final class MadeFeatures implements FeatureSource {

  final int dSae;
  private final Random random;
  final SortedMap<Integer, FeatureValues> rows = new TreeMap<>();
  Optional<Collection<Integer>> changes = Optional.empty();
  int reads;

  MadeFeatures(int dSae, long seed) {
    this.dSae = dSae;
    this.random = new Random(seed);
    for (int feature = 0; feature < dSae; feature++) {
      if (random.nextInt(20) > 0) {
        make(feature);
      }
    }
  }

  /** Makes a feature's row, or another one. */
  void make(int feature) {
    boolean counted = random.nextInt(5) > 0;
    int count = random.nextInt(4) * random.nextInt(50);
    rows.put(
        feature,
        new FeatureValues(
            feature,
            random.nextInt(4) == 0
                ? null
                : "Label " + (char) ('α' + random.nextInt(3)) + "Z" + random.nextInt(9),
            random.nextInt(3) == 0 ? null : "category " + random.nextInt(3),
            random.nextInt(2) == 0 ? null : "Fires on ÄPFEL " + random.nextInt(20),
            counted ? count / 200.0 : Double.NaN,
            counted ? count : Double.NaN,
            counted ? random.nextInt(6) : Double.NaN,
            counted ? random.nextInt(3) / 7.0 : Double.NaN));
  }

  @Override
  public void all(UUID sae, Consumer<FeatureValues> reader) {
    reads++;
    rows.values().forEach(reader);
  }

  @Override
  public void some(UUID sae, Collection<Integer> features, Consumer<FeatureValues> reader) {
    features.stream().filter(rows::containsKey).map(rows::get).forEach(reader);
  }

  @Override
  public Optional<Collection<Integer>> changesSince(UUID sae, long version) {
    return changes;
  }

  @Override
  public int[] byLabel(UUID sae, boolean down) {
    Comparator<String> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return rows.values().stream()
        .sorted(Comparator.comparing(FeatureValues::label, Comparator.nullsLast(order)))
        .mapToInt(FeatureValues::feature)
        .toArray();
  }

  @Override
  public BitSet containing(UUID sae, String text) {
    BitSet found = new BitSet();
    rows.values().stream()
        .filter(row -> row.searched() != null && row.searched().contains(text))
        .forEach(row -> found.set(row.feature()));
    return found;
  }
}
