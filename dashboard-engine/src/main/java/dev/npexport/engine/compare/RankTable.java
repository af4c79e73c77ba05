package dev.npexport.engine.compare;

import java.util.List;

/**
 * Fields that belong together: entries in order of a measure.
 *
 * @param keys field of what is ranked: indices, or tokens
 * @param values field of the measure that ranks them
 * @param others fields of further measures
 */
record RankTable(String keys, String values, List<String> others) {

  static final List<RankTable> ALL =
      List.of(
          new RankTable(
              "neuron_alignment_indices",
              "neuron_alignment_values",
              List.of("neuron_alignment_l1")),
          new RankTable(
              "correlated_neurons_indices",
              "correlated_neurons_pearson",
              List.of("correlated_neurons_l1")),
          new RankTable(
              "correlated_features_indices",
              "correlated_features_pearson",
              List.of("correlated_features_l1")),
          new RankTable("topkCosSimIndices", "topkCosSimValues", List.of()),
          new RankTable("pos_str", "pos_values", List.of()),
          new RankTable("neg_str", "neg_values", List.of()));

  static boolean covers(String field) {
    return ALL.stream()
        .anyMatch(
            table ->
                table.keys.equals(field)
                    || table.values.equals(field)
                    || table.others.contains(field));
  }
}
