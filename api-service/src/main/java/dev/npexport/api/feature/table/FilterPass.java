package dev.npexport.api.feature.table;

import dev.npexport.api.feature.table.FeatureOrder.Field;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Passes a filter over the columns of a table.
 *
 * @param containing the features that contain a text, for texts that are not in the columns
 */
record FilterPass(FeatureColumns columns, Function<String, BitSet> containing) {

  /** The features that a filter lets through. */
  BitSet matching(FeatureFilter filter) {
    double[] frequencies = columns.numbers(Field.ACTIVATION_FREQUENCY);
    double[] counts = columns.numbers(Field.ACTIVATION_COUNT);
    BitSet left = (BitSet) columns.present().clone();
    filter.category().ifPresent(name -> keep(left, f -> name.equals(columns.categories()[f])));
    filter.least().ifPresent(least -> keep(left, f -> frequencies[f] >= least));
    filter.most().ifPresent(most -> keep(left, f -> frequencies[f] <= most));
    filter.active().ifPresent(active -> keep(left, f -> active ? counts[f] > 0 : counts[f] == 0));
    filter.search().ifPresent(text -> keepFound(left, text));
    return left;
  }

  private static void keep(BitSet features, IntPredicate condition) {
    for (int f = features.nextSetBit(0); f >= 0; f = features.nextSetBit(f + 1)) {
      if (!condition.test(f)) {
        features.clear(f);
      }
    }
  }

  private void keepFound(BitSet features, String search) {
    int named = index(search);
    boolean found = named >= 0 && features.get(named);
    String text = search.toLowerCase(Locale.ROOT);
    Optional<String[]> searched = columns.searched();
    if (searched.isPresent()) {
      String[] texts = searched.get();
      keep(features, f -> texts[f] != null && texts[f].contains(text));
    } else {
      features.and(containing.apply(text));
    }
    if (found) {
      features.set(named);
    }
  }

  /** The feature that a search names by its index, −1 if it names none. */
  private static int index(String search) {
    String text = search.strip();
    return text.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(text) : -1;
  }
}
