package dev.npexport.engine.format.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * One model's names: Hugging Face id, TransformerLens name, Neuronpedia id. Lookups ignore case, as
 * TransformerLens does.
 */
public final class ModelNames {

  private static final int LONGEST_NEURONPEDIA_ID = 32;
  private static final Pattern NEURONPEDIA_ID = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  /** Organisations that mirror models which TransformerLens knows without one. */
  private static final List<String> MIRRORS = List.of("openai-community/", "distilbert/");

  private static final Map<String, String> HUGGING_FACE = new HashMap<>();
  private static final Map<String, String> FIRST_ALIAS = new HashMap<>();
  private static final Map<String, String> NEURONPEDIA = new HashMap<>();

  static {
    for (CSVRecord row : FactTable.read("tl_model_names.csv")) {
      String id = row.get("hf_name");
      HUGGING_FACE.putIfAbsent(key(id), id);
      HUGGING_FACE.putIfAbsent(key(row.get("tl_name")), id);
      FIRST_ALIAS.putIfAbsent(key(id), row.get("tl_name"));
    }
    for (CSVRecord row : FactTable.read("neuronpedia_source_sets.csv")) {
      NEURONPEDIA.putIfAbsent(key(row.get("saelens_model_name")), row.get("np_model_id"));
    }
  }

  private ModelNames() {}

  /** The Hugging Face id of a TransformerLens alias; any other name unchanged. */
  public static String huggingFaceId(String name) {
    return HUGGING_FACE.getOrDefault(key(name), name);
  }

  /** TransformerLens's own name for a model, an alias or Hugging Face id; unchanged if unknown. */
  public static String transformerLensName(String name) {
    return lookUp(name).map(id -> FIRST_ALIAS.get(key(id))).orElse(name);
  }

  public static boolean isKnownToTransformerLens(String name) {
    return lookUp(name).isPresent();
  }

  /**
   * Neuronpedia's model id: the one that it already has for SAEs of this model, else the last part
   * of the TransformerLens name in lower case with dashes. Empty if that is no valid id.
   */
  public static Optional<String> neuronpediaModelId(String name) {
    Optional<String> published =
        Optional.ofNullable(NEURONPEDIA.get(key(name)))
            .or(() -> Optional.ofNullable(NEURONPEDIA.get(key(huggingFaceId(name)))));
    if (published.isPresent()) {
      return published;
    }
    String known = transformerLensName(name);
    String id =
        known
            .substring(known.lastIndexOf('/') + 1)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.-]", "-");
    return Optional.of(id).filter(ModelNames::isNeuronpediaModelId);
  }

  /** Whether Neuronpedia takes a text as a model's id. */
  public static boolean isNeuronpediaModelId(String id) {
    return id.length() <= LONGEST_NEURONPEDIA_ID && NEURONPEDIA_ID.matcher(id).matches();
  }

  /** The Hugging Face id in the table that a name means. */
  private static Optional<String> lookUp(String name) {
    Optional<String> direct = Optional.ofNullable(HUGGING_FACE.get(key(name)));
    return direct.or(() -> Optional.ofNullable(HUGGING_FACE.get(withoutMirror(key(name)))));
  }

  private static String withoutMirror(String key) {
    for (String mirror : MIRRORS) {
      if (key.startsWith(mirror)) {
        return key.substring(mirror.length());
      }
    }
    return key.replaceFirst("^meta-llama/meta-llama-", "meta-llama/llama-");
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
