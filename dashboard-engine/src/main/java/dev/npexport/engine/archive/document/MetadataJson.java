package dev.npexport.engine.archive.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.EngineVersion;
import dev.npexport.engine.archive.Includes;
import dev.npexport.engine.archive.text.PrettyJson;
import dev.npexport.engine.dashboard.ExportOptionsJson;
import dev.npexport.engine.format.activation.ActivationSource;
import java.util.Locale;

/** Makes {@code metadata.json}. */
public final class MetadataJson {

  /** Version of the package's shape. */
  public static final String EXPORT_VERSION = "1.0";

  /** Version of the definitions of the numbers. */
  public static final int DEFINITIONS_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MetadataJson() {}

  /**
   * The content of the file.
   *
   * @param featureCount files in {@code features/}
   * @param backend what computed the logits
   */
  public static byte[] write(
      ArchiveFacts facts, Includes includes, int featureCount, String backend) {
    ObjectNode tree = tree(facts, includes, featureCount, backend);
    return PrettyJson.write(json -> MAPPER.writeTree(json, tree));
  }

  private static ObjectNode tree(
      ArchiveFacts facts, Includes includes, int featureCount, String backend) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sae_id", facts.saeId());
    json.put("sae_name", facts.saeName());
    json.put("model_name", facts.model().name());
    json.put("model_id", facts.names().modelId());
    json.put("transformerlens_name", facts.model().transformerLensName());
    json.put("hook_name", facts.hook().name());
    facts.sae().hookNameOut().ifPresent(out -> json.put("hook_name_out", out));
    json.put("hook_point", facts.hook().point());
    facts.hook().layer().ifPresent(layer -> json.put("layer", layer));
    json.put("neuronpedia_id", facts.names().id());
    json.put("d_in", facts.sae().dIn());
    json.put("d_model", facts.dModel());
    json.put("d_sae", facts.sae().dSae());
    json.put("architecture", facts.sae().architecture().wire());
    json.put("export_date", facts.timestamp());
    json.put("created_at", facts.timestamp());
    json.put("export_version", EXPORT_VERSION);
    json.put("feature_count", featureCount);
    json.set("includes", includes(includes));
    json.putObject("definitions")
        .put("name", facts.options().definitions().name().toLowerCase(Locale.ROOT))
        .put("version", DEFINITIONS_VERSION);
    json.set("parameters", ExportOptionsJson.parameters(facts.options()));
    json.set("activation_source", activationSource(facts.activations()));
    ObjectNode fingerprints = json.putObject("fingerprints");
    fingerprints
        .put("sae_weights", facts.fingerprints().saeWeights())
        .put("unembedding", facts.fingerprints().unembedding())
        .put("tokenizer", facts.fingerprints().tokenizer())
        .put("activation_cache", facts.fingerprints().activationCache());
    facts
        .fingerprints()
        .denseActivations()
        .ifPresent(dense -> fingerprints.put("dense_activations", dense));
    if (!facts.warnings().isEmpty()) {
      facts.warnings().forEach(json.putArray("warnings")::add);
    }
    json.putObject("generation_info")
        .put("tool", "npexport")
        .put("version", EngineVersion.current())
        .put("backend", backend);
    return json;
  }

  private static ObjectNode includes(Includes includes) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("logit_lens", includes.logitLens())
        .put("histograms", includes.histograms())
        .put("top_tokens", includes.topTokens())
        .put("examples", includes.examples())
        .put("explanations", includes.explanations())
        .put("saelens_weights", includes.saelensWeights())
        .put("neuronpedia_import", includes.neuronpediaImport());
  }

  private static ObjectNode activationSource(ActivationSource source) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", source.kind());
    json.put("prompts", source.prompts());
    json.put("tokens_per_prompt", source.tokensPerPrompt());
    json.put("total_tokens", source.totalTokens());
    json.put("counted_tokens", source.countedTokens());
    ArrayNode ids = json.putArray("ignored_token_ids");
    for (int id : source.ignoredTokenIds()) {
      ids.add(id);
    }
    json.put("value_precision", source.valuePrecision());
    json.put("decoder_norm_folded", source.decoderNormFolded());
    json.put("mean_l0", source.meanL0());
    return json;
  }
}
