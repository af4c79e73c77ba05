package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;

/**
 * First reading of a part: every rule for entries is checked, and entries are counted by feature.
 * Entries that come by place within each feature are known to be free of duplicates; if any does
 * not, {@link #isSorted()} is false and duplicates are still to be looked for.
 */
final class EntryScan {

  private final EntryPart part;
  private final ActivationRule rule;
  private final PlaceIndex places;
  private final Cancellation cancellation;
  private final EntryFaults faults;
  private final int[] lastPlace;
  private final long[] stored;
  private final long[] counted;
  private boolean sorted = true;

  EntryScan(EntryPart part, ActivationRule rule, Cancellation cancellation) {
    this.part = part;
    this.rule = rule;
    this.places = rule.places();
    this.cancellation = cancellation;
    this.faults = new EntryFaults(part, places);
    int width = part.endFeature() - part.firstFeature();
    this.lastPlace = new int[width];
    this.stored = new long[width];
    this.counted = new long[width];
    Arrays.fill(lastPlace, -1);
  }

  EntryPart part() {
    return part;
  }

  /** Stored entries of each of the part's features. */
  long[] stored() {
    return stored;
  }

  /** Entries of each of the part's features that count. */
  long[] counted() {
    return counted;
  }

  boolean isSorted() {
    return sorted;
  }

  List<Problem> problems() {
    return faults.problems();
  }

  void run() {
    part.read(this::accept);
  }

  private void accept(EntryBlock block) {
    cancellation.check();
    int first = part.firstFeature();
    int width = lastPlace.length;
    for (int i = 0; i < block.size(); i++) {
      int feature = block.features[i];
      int local = feature - first;
      int place = places.place(block.prompts[i], block.positions[i]);
      if (local < 0 || local >= width || place < 0) {
        faults.index(block, i, local >= 0 && local < width, place);
        continue;
      }
      float value = rule.value(feature, block.values[i]);
      if (!Float.isFinite(value)) {
        faults.notFinite(block, i);
        continue;
      }
      if (place <= lastPlace[local]) {
        if (place == lastPlace[local]) {
          faults.add(ProblemCode.DUPLICATE_ENTRY, block, i, EntryFaults.TWICE);
        }
        sorted = false;
      }
      lastPlace[local] = place;
      stored[local]++;
      if (rule.counts(place, value)) {
        counted[local]++;
      }
    }
  }
}
