package dev.npexport.engine.format.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Where the models of one Hugging Face {@code model_type} keep what a dashboard needs.
 *
 * @param unembeddingKey stored only when it is not tied to the embedding
 * @param finalNormKey empty if the final norm has no weight
 * @param normAddsOne whether the norm multiplies by 1 + weight
 */
record ModelFamily(
    String modelType,
    String embeddingKey,
    String unembeddingKey,
    Optional<String> finalNormKey,
    boolean normAddsOne) {

  private static final List<ModelFamily> ALL =
      FactTable.read("hf_unembed.csv").stream().map(ModelFamily::of).toList();

  private static ModelFamily of(CSVRecord row) {
    String norm = row.get("final_norm_weight_key");
    return new ModelFamily(
        row.get("model_type"),
        row.get("embed_key"),
        row.get("unembed_key"),
        Optional.of(norm).filter(key -> !key.startsWith("(")),
        row.get("norm_kind").equals("RMS(1+w)"));
  }

  static List<ModelFamily> all() {
    return ALL;
  }

  static Optional<ModelFamily> of(String modelType) {
    String wanted = modelType.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(family -> family.modelType.equals(wanted)).findFirst();
  }
}
