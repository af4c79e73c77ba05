package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;

/**
 * What a stored entry is worth: {@code (float32)(stored × length)}, product in float64, where the
 * lengths are folded in; 0 for one that does not count, being at an ignored place or not positive.
 */
final class ActivationRule {

  private final PlaceIndex places;
  private final PlaceMask ignored;
  private final double[] lengths;
  private final boolean multiply;

  /**
   * @param lengths of the decoder rows
   * @param multiply whether values are multiplied by them
   */
  ActivationRule(PlaceIndex places, PlaceMask ignored, double[] lengths, boolean multiply) {
    this.places = places;
    this.ignored = ignored;
    this.lengths = lengths;
    this.multiply = multiply;
  }

  PlaceIndex places() {
    return places;
  }

  /** The value as float32, whether or not it counts. */
  float value(int feature, double stored) {
    return (float) (multiply ? stored * lengths[feature] : stored);
  }

  /** Whether an activation at a place counts. */
  boolean counts(int place, float value) {
    return value > 0 && !ignored.ignored(place);
  }

  /**
   * Fills place and worth of each entry of a block that an {@link EntryScan} has found sound.
   *
   * @param worth 0 for entries that do not count
   * @throws InputException if the block is not sound any more: the file changed meanwhile
   */
  void apply(EntryPart part, EntryBlock block, int[] placeOf, float[] worth) {
    for (int i = 0; i < block.size(); i++) {
      int feature = block.features[i];
      int place = places.place(block.prompts[i], block.positions[i]);
      if (place < 0 || feature < part.firstFeature() || feature >= part.endFeature()) {
        throw changed(part, block.first() + i);
      }
      float value = value(feature, block.values[i]);
      placeOf[i] = place;
      worth[i] = counts(place, value) ? value : 0;
    }
  }

  /** What to throw when a part does not read as it did before. */
  static InputException changed(EntryPart part, long entry) {
    return new InputException(
        part.problem(ProblemCode.INPUT_CHANGED, entry, "changed while the cache was prepared"));
  }
}
