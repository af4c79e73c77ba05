package dev.npexport.engine.format.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a model that an SAE reads or writes, by TransformerLens's name ({@code
 * blocks.5.hook_resid_post}) or by the Hugging Face module that means the same ({@code
 * model.layers.5.output}).
 *
 * @param name as the SAE's config has it
 * @param layer the first whole-number part of the name
 * @param space what the vectors there are
 */
public record HookName(String name, OptionalInt layer, Space space) {

  /** How vectors at a hook get into the residual stream. */
  public enum Space {
    /** They are of the residual stream's width and added to it as they are. */
    RESIDUAL,
    /** Neurons: through W_out of the layer's MLP. */
    MLP,
    /** Heads side by side: through W_O of the layer's attention. */
    HEADS,
    /** There is no map that is known. */
    OTHER
  }

  private static final Pattern LAYER = Pattern.compile("(?:^|\\.)(\\d{1,9})(?:\\.|$)");
  private static final Pattern BLOCK = Pattern.compile("^blocks\\.\\d+\\.");
  private static final Pattern MODULE =
      Pattern.compile("^(?:[a-z_]+\\.)*(?:layers|h)\\.\\d+(?:\\.(?<part>.+))?$");

  private static final int LONGEST_MODULE = 500;

  public static HookName of(String name) {
    Matcher matcher = LAYER.matcher(name);
    OptionalInt layer =
        matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    return new HookName(name, layer, space(canonicalPoint(name)));
  }

  /** {@code hook_point} of metadata.json: the name without {@code blocks.{L}.}. */
  public String point() {
    return BLOCK.matcher(name).replaceFirst("");
  }

  /**
   * What the hook is about, as Neuronpedia's source sets call it: {@code res}, {@code res-mid},
   * {@code att}, {@code mlp}, {@code emb}, else the last part of the name with dashes.
   */
  public String site() {
    String point = canonicalPoint(name);
    if (point.equals("hook_resid_pre") || point.equals("hook_resid_post")) {
      return "res";
    }
    if (point.equals("hook_resid_mid")) {
      return "res-mid";
    }
    if (point.equals("attn.hook_z") || point.equals("hook_attn_out")) {
      return "att";
    }
    if (point.equals("hook_mlp_out") || point.startsWith("mlp.")) {
      return "mlp";
    }
    if (point.equals("hook_embed")) {
      return "emb";
    }
    return point.substring(point.lastIndexOf('.') + 1).replace('_', '-');
  }

  private static Space space(String point) {
    if (point.equals("mlp.hook_pre") || point.equals("mlp.hook_post")) {
      return Space.MLP;
    }
    if (point.endsWith("hook_z")) {
      return Space.HEADS;
    }
    boolean residual =
        point.contains("resid")
            || point.endsWith("_out")
            || point.endsWith("mlp_in")
            || point.endsWith("mlp.hook_in")
            || point.endsWith("hook_normalized")
            || point.equals("hook_embed");
    return residual ? Space.RESIDUAL : Space.OTHER;
  }

  /** TransformerLens's name inside a block, also for a Hugging Face module. */
  private static String canonicalPoint(String name) {
    Matcher module = MODULE.matcher(name);
    // The pattern goes down a stack frame for each part of a name.
    if (name.length() > LONGEST_MODULE || !module.matches()) {
      return BLOCK.matcher(name).replaceFirst("");
    }
    String part = Optional.ofNullable(module.group("part")).orElse("output");
    return switch (part) {
      case "output" -> "hook_resid_post";
      case "input" -> "hook_resid_pre";
      case "self_attn.o_proj.input" -> "attn.hook_z";
      case "mlp", "mlp.output", "post_feedforward_layernorm.output" -> "hook_mlp_out";
      case "self_attn",
          "self_attn.output",
          "attn",
          "attn.output",
          "attention",
          "attention.output" ->
          "hook_attn_out";
      case "pre_feedforward_layernorm.output" -> "ln2.hook_normalized";
      default -> part;
    };
  }
}
