package dev.npexport.api.feature.table;

import dev.npexport.api.feature.table.FeatureOrder.Field;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pages of an SAE's features are chosen by: arrays with an element for every feature index.
 * Whoever shares it does not change it any more.
 */
final class FeatureColumns {

  static final List<Field> NUMBERS =
      List.of(
          Field.ACTIVATION_FREQUENCY,
          Field.ACTIVATION_COUNT,
          Field.MAX_ACTIVATION,
          Field.MEAN_ACTIVATION);

  /** Bytes of a text beside its characters: its objects and its place in an array. */
  private static final int TEXT_BYTES = 60;

  private final BitSet present;
  private final Map<Field, double[]> numbers = new EnumMap<>(Field.class);
  private final String[] categories;
  private final Map<String, String> names = new HashMap<>();
  private final String[] labels;
  private final String[] searched;
  private final long mostBytes;
  private long textBytes;

  /**
   * @param mostBytes memory that it may take; neither labels nor searched texts are kept if it
   *     would take more with them
   */
  FeatureColumns(int features, long mostBytes) {
    this.present = new BitSet(features);
    NUMBERS.forEach(field -> numbers.put(field, new double[features]));
    this.categories = new String[features];
    this.labels = new String[features];
    this.searched = new String[features];
    this.mostBytes = mostBytes;
  }

  FeatureColumns(FeatureColumns other) {
    this.present = (BitSet) other.present.clone();
    other.numbers.forEach((field, values) -> numbers.put(field, values.clone()));
    this.categories = other.categories.clone();
    this.labels = other.labels.clone();
    this.searched = other.searched.clone();
    this.mostBytes = other.mostBytes;
    this.textBytes = other.textBytes;
  }

  /** The same without rows. */
  FeatureColumns empty() {
    return new FeatureColumns(features(), mostBytes);
  }

  int features() {
    return categories.length;
  }

  BitSet present() {
    return present;
  }

  /** Of a field that is a number; NaN where a feature has none. */
  double[] numbers(Field field) {
    return numbers.get(field);
  }

  String[] categories() {
    return categories;
  }

  Optional<String[]> labels() {
    return keepsTexts() ? Optional.of(labels) : Optional.empty();
  }

  /** {@link FeatureValues#searched()} of every feature. */
  Optional<String[]> searched() {
    return keepsTexts() ? Optional.of(searched) : Optional.empty();
  }

  /** Sets a feature's row. */
  void put(FeatureValues values) {
    int feature = values.feature();
    present.set(feature);
    NUMBERS.forEach(field -> numbers.get(field)[feature] = values.number(field));
    categories[feature] =
        values.category() == null
            ? null
            : names.computeIfAbsent(values.category(), category -> category);
    putTexts(feature, values.label(), values.searched());
  }

  /** Takes a feature's row away. */
  void remove(int feature) {
    present.clear(feature);
    putTexts(feature, null, null);
  }

  private void putTexts(int feature, String label, String text) {
    if (!keepsTexts()) {
      return;
    }
    textBytes += bytes(label) + bytes(text) - bytes(labels[feature]) - bytes(searched[feature]);
    labels[feature] = label;
    searched[feature] = text;
    if (!keepsTexts()) {
      Arrays.fill(labels, null);
      Arrays.fill(searched, null);
    }
  }

  /** Once they are too many, they are not counted any more and stay too many. */
  private boolean keepsTexts() {
    return numberBytes() + textBytes <= mostBytes;
  }

  private static long bytes(String text) {
    return text == null ? 0 : TEXT_BYTES + text.length();
  }

  /** About how much memory it takes, with every order that may be asked for. */
  long bytes() {
    return numberBytes() + (keepsTexts() ? textBytes : 0);
  }

  private long numberBytes() {
    int orders = FeatureOrder.NAMES.size() * Integer.BYTES;
    int texts = 3 * Integer.BYTES; // where they are
    return (long) features() * (NUMBERS.size() * Double.BYTES + texts + orders);
  }
}
