package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of dictionary_learning: {@code ae.pt}, the state dictionary, and {@code config.json} with
 * the class that it belongs to.
 */
public final class DictionaryLearningFormat extends ForeignFormat {

  private static final String WEIGHTS = "ae.pt";
  private static final String CONFIG = "config.json";
  private static final List<String> CLASSES =
      List.of(
          "AutoEncoder",
          "AutoEncoderNew",
          "GatedAutoEncoder",
          "JumpReluAutoEncoder",
          "AutoEncoderTopK",
          "BatchTopKSAE",
          "MatryoshkaBatchTopKSAE");
  private static final Pattern SUBMODULE =
      Pattern.compile("^(resid_post|resid_pre|mlp_out|attn_out|attention_out)(?:_layer_(\\d+))?$");

  @Override
  public String id() {
    return "dictionary-learning";
  }

  @Override
  public String looksLike() {
    return "dictionary_learning: a folder with " + WEIGHTS + " and " + CONFIG;
  }

  @Override
  public Optional<String> detect(Path path) {
    boolean seen =
        hasFile(path, WEIGHTS)
            && (Files.isDirectory(path) || Files.isRegularFile(folder(path).resolve(CONFIG)));
    return seen ? Optional.of(WEIGHTS) : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TorchFile.open(file(path, WEIGHTS));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    Path configFile = folder(path).resolve(CONFIG);
    JsonFields fields =
        new JsonFields(configFile, JsonFiles.readObject(configFile), conversion.problems());
    JsonFields trainer = fields.inner("trainer");
    String kind = trainer.requireText("dict_class").orElse("");
    conversion.problems().throwIfAny();
    // What counts while features are found is used below; the rest is how it was trained.
    conversion.ignore("k", "group_sizes");
    TargetConfig config =
        switch (kind) {
          case "AutoEncoder" -> autoEncoder(conversion);
          case "AutoEncoderNew" -> autoEncoderNew(conversion);
          case "GatedAutoEncoder" -> gated(conversion);
          case "JumpReluAutoEncoder" -> jumpRelu(conversion);
          case "AutoEncoderTopK" -> topK(conversion, trainer);
          case "BatchTopKSAE" -> batchTopK(conversion);
          case "MatryoshkaBatchTopKSAE" -> matryoshka(conversion);
          default ->
              throw new InputException(
                  ProblemCode.UNKNOWN_ARCHITECTURE,
                  configFile,
                  "field trainer.dict_class",
                  "'%s' is not a class of dictionary_learning that is known: %s"
                      .formatted(kind, String.join(", ", CLASSES)));
        };
    checkSizes(trainer, conversion);
    config.note("training_architecture", kind);
    trainer.text("lm_name").ifPresent(config::model);
    fields.inner("buffer").size("ctx_len").ifPresent(config::contextSize);
    name(trainer, config);
    return conversion.finish(configFile, config);
  }

  private static TargetConfig autoEncoder(Conversion conversion) {
    SaeDimensions sizes = linear(Architecture.STANDARD, conversion);
    conversion.take("b_enc", "encoder.bias");
    conversion.take("b_dec", "bias");
    return new TargetConfig(Architecture.STANDARD, sizes).appliesDecoderBiasToInput(true);
  }

  private static TargetConfig autoEncoderNew(Conversion conversion) {
    SaeDimensions sizes = linear(Architecture.STANDARD, conversion);
    conversion.take("b_enc", "encoder.bias");
    conversion.take("b_dec", "decoder.bias");
    return new TargetConfig(Architecture.STANDARD, sizes);
  }

  private static TargetConfig gated(Conversion conversion) {
    SaeDimensions sizes = linear(Architecture.GATED, conversion);
    conversion.take("b_gate", "gate_bias");
    conversion.take("r_mag", "r_mag");
    conversion.take("b_mag", "mag_bias");
    conversion.take("b_dec", "decoder_bias");
    return new TargetConfig(Architecture.GATED, sizes).appliesDecoderBiasToInput(true);
  }

  private static TargetConfig jumpRelu(Conversion conversion) {
    SaeDimensions sizes = direct(conversion);
    conversion.take("threshold", "threshold");
    return new TargetConfig(Architecture.JUMPRELU, sizes);
  }

  private static TargetConfig topK(Conversion conversion, JsonFields trainer) {
    SaeDimensions sizes = linear(Architecture.TOPK, conversion);
    // It serves another way of encoding, which is not this class's default.
    conversion.ignore("threshold");
    conversion.take("b_enc", "encoder.bias");
    conversion.take("b_dec", "b_dec");
    Optional<Integer> stored =
        conversion
            .find("k")
            .filter(view -> view.elements() == 1)
            .map(TensorView::scalar)
            .map(Double::intValue);
    int k = trainer.size("k").orElse(stored.orElse(0));
    if (k < 1 || k > sizes.dSae() || k != stored.orElse(k)) {
      trainer.invalid(
          "k",
          "the configuration and the tensor k have to agree on a number from 1 to %d; tensor: %s"
              .formatted(sizes.dSae(), stored.map(String::valueOf).orElse("none")));
    }
    boolean unit =
        conversion
            .expect("W_dec", true, "decoder.weight")
            .filter(view -> DecoderRows.areUnit(view.transposed().rows()))
            .isPresent();
    return new TargetConfig(Architecture.TOPK, sizes)
        .appliesDecoderBiasToInput(true)
        .k(Math.max(1, k), unit);
  }

  private static TargetConfig batchTopK(Conversion conversion) {
    SaeDimensions sizes = linear(Architecture.JUMPRELU, conversion);
    conversion.take("b_enc", "encoder.bias");
    conversion.take("b_dec", "b_dec");
    oneThreshold(conversion);
    return new TargetConfig(Architecture.JUMPRELU, sizes).appliesDecoderBiasToInput(true);
  }

  private static TargetConfig matryoshka(Conversion conversion) {
    SaeDimensions sizes = direct(conversion);
    oneThreshold(conversion);
    return new TargetConfig(Architecture.JUMPRELU, sizes).appliesDecoderBiasToInput(true);
  }

  /** Tensors of two {@code torch.nn.Linear}. */
  private static SaeDimensions linear(Architecture architecture, Conversion conversion) {
    long[] encoder = conversion.matrix("encoder.weight");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(architecture, sizes);
    conversion.takeTransposed("W_enc", "encoder.weight");
    conversion.takeTransposed("W_dec", "decoder.weight");
    return sizes;
  }

  /** Tensors under SAELens's own names and shapes. */
  private static SaeDimensions direct(Conversion conversion) {
    long[] encoder = conversion.matrix("W_enc");
    SaeDimensions sizes = new SaeDimensions((int) encoder[0], (int) encoder[0], (int) encoder[1]);
    conversion.aimAt(Architecture.JUMPRELU, sizes);
    for (String name : List.of("W_enc", "b_enc", "W_dec", "b_dec")) {
      conversion.take(name, name);
    }
    return sizes;
  }

  /** One learned threshold holds for all features. */
  private static void oneThreshold(Conversion conversion) {
    TensorView threshold = conversion.require("threshold");
    if (threshold.elements() != 1) {
      throw conversion.wrongShape(threshold, 1);
    }
    conversion.fill("threshold", (float) threshold.scalar());
  }

  private static void checkSizes(JsonFields trainer, Conversion conversion) {
    SaeDimensions sizes = conversion.sizes();
    if (trainer.size("activation_dim").orElse(sizes.dIn()) != sizes.dIn()) {
      trainer.invalid("activation_dim", "does not agree with the weights, " + sizes.dIn());
    }
    if (trainer.size("dict_size").orElse(sizes.dSae()) != sizes.dSae()) {
      trainer.invalid("dict_size", "does not agree with the weights, " + sizes.dSae());
    }
  }

  private static void name(JsonFields trainer, TargetConfig config) {
    Optional<String> layer =
        trainer.node("layer").map(node -> node.asText()).filter(text -> text.matches("\\d{1,4}"));
    if (layer.isEmpty()) {
      trainer.invalid("layer", "is missing or no whole number, so that the hook is not known");
      return;
    }
    String submodule = trainer.text("submodule_name").orElse("resid_post");
    Matcher matcher = SUBMODULE.matcher(submodule);
    if (!matcher.matches()) {
      trainer.invalid("submodule_name", "'" + submodule + "' is no submodule that is known");
      return;
    }
    String block = "blocks." + Integer.valueOf(layer.get()) + ".";
    config.hook(
        block
            + switch (matcher.group(1)) {
              case "resid_post" -> "hook_resid_post";
              case "resid_pre" -> "hook_resid_pre";
              case "mlp_out" -> "hook_mlp_out";
              default -> "hook_attn_out";
            });
  }
}
