package dev.npexport.api.feature.table;

import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The features of SAEs in the database. */
interface FeatureSource {

  /** Reads all features of an SAE, in any order. */
  void all(UUID sae, Consumer<FeatureValues> reader);

  /** Reads those of some features that have a row. */
  void some(UUID sae, Collection<Integer> features, Consumer<FeatureValues> reader);

  /** Which features changed after a version of theirs; empty if all have to be read again. */
  Optional<Collection<Integer>> changesSince(UUID sae, long version);

  /** The features in the order of their labels, those without one last, equal ones by index. */
  int[] byLabel(UUID sae, boolean down);

  /** The features of which {@link FeatureValues#searched()} contains a text. */
  BitSet containing(UUID sae, String text);
}
