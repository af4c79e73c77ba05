package dev.npexport.engine.archive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a hook tells: the layer, the point in it and the site that Neuronpedia's source
 * sets are named after.
 *
 * @param name TransformerLens hook name or Hugging Face module name
 */
public record Hook(String name) {

  // no model has a billion layers: a longer number is part of a name
  private static final Pattern LAYER = Pattern.compile("(?:^|\\.)(\\d{1,9})(?:\\.|$)");
  private static final Pattern BLOCK = Pattern.compile("^blocks\\.\\d+\\.");
  private static final Pattern LAYER_OUTPUT = Pattern.compile("(^|.*\\.)layers\\.\\d+(\\.output)?");

  /** The first whole-number part; absent for hooks outside the blocks, such as the embedding. */
  public Optional<Integer> layer() {
    Matcher matcher = LAYER.matcher(name);
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /** The name without {@code blocks.{L}.}. */
  public String point() {
    return BLOCK.matcher(name).replaceFirst("");
  }

  /** {@code res}, {@code res-mid}, {@code att}, {@code mlp}, {@code emb} or the last part. */
  public String site() {
    String point = point();
    String last = point.substring(point.lastIndexOf('.') + 1);
    return switch (last) {
      case "hook_resid_pre", "hook_resid_post" -> "res";
      case "hook_resid_mid" -> "res-mid";
      case "hook_z", "hook_attn_out" -> "att";
      case "hook_mlp_out" -> "mlp";
      case "hook_embed" -> "emb";
      default -> siteOfModule(point, last);
    };
  }

  /** Hugging Face names that mean a hook, and everything else by its last part. */
  private static String siteOfModule(String point, String last) {
    if (LAYER_OUTPUT.matcher(point).matches()) {
      return "res";
    }
    if (point.endsWith(".self_attn.o_proj.input")) {
      return "att";
    }
    if (point.startsWith("mlp.") || point.endsWith(".post_feedforward_layernorm.output")) {
      return "mlp";
    }
    return last.replace('_', '-');
  }
}
