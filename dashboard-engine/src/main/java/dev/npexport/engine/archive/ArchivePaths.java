package dev.npexport.engine.archive;

import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;
import java.util.List;

/** Where everything stands in an archive. */
public final class ArchivePaths {

  public static final String METADATA = "metadata.json";
  public static final String README = "README.md";
  public static final String MANIFEST = "manifest.json";
  public static final String FEATURES = "features/";
  public static final String EXPLANATIONS = "explanations/explanations.json";
  public static final String SAELENS_CONFIG = "saelens/cfg.json";
  public static final String SAELENS_WEIGHTS = "saelens/sae_weights.safetensors";
  public static final String SAELENS_SPARSITY = "saelens/sparsity.safetensors";

  /** Root of the tree that Neuronpedia imports; its bucket begins below {@code neuronpedia/}. */
  public static final String TREE = "neuronpedia/v1/";

  public static final String CONFIG = TREE + "config/";

  public static final String FEATURE_ROWS = "features";
  public static final String ACTIVATION_ROWS = "activations";
  public static final String EXPLANATION_ROWS = "explanations";

  /** The folders with batches, in the order of the importer. */
  public static final List<String> BATCH_FOLDERS =
      List.of(FEATURE_ROWS, ACTIVATION_ROWS, EXPLANATION_ROWS);

  private ArchivePaths() {}

  /** {@code features/{index}.json}. */
  public static String feature(int index) {
    return FEATURES + index + ".json";
  }

  /** Folder of the source. */
  public static String source(NeuronpediaNames names) {
    return TREE + names.id() + "/";
  }

  /** {@code batch-{n}.jsonl.gz} in one of {@link #BATCH_FOLDERS}. */
  public static String batch(NeuronpediaNames names, String folder, int number) {
    return source(names) + folder + "/batch-" + number + ".jsonl.gz";
  }
}
