package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a cfg.json in the layout of SAELens 6 and reports everything that would keep SAELens from
 * loading it.
 */
final class SaelensConfig {

  /** SAELens's own default for the width of a transcoder's output. */
  private static final int DEFAULT_D_OUT = 768;

  private static final Set<String> DTYPES = Set.of("float32", "float64", "float16", "bfloat16");
  private static final List<String> NORMALIZATIONS =
      List.of("none", "expected_average_only_in", "constant_norm_rescale", "layer_norm");
  private static final String SCALAR_RESCALE = "constant_scalar_rescale";
  private static final Set<String> TRAINING_ONLY = Set.of("batchtopk", "matryoshka_batchtopk");

  private final Path file;
  private final ObjectNode config;
  private final Problems problems;
  private final JsonFields fields;
  private final JsonFields metadata;

  private SaelensConfig(Path file, ObjectNode config, Problems problems) {
    this.file = file;
    this.config = config;
    this.problems = problems;
    this.fields = new JsonFields(file, config, problems);
    this.metadata = fields.inner("metadata");
  }

  /**
   * What the configuration says.
   *
   * @param config content in the layout of version 6, kept as it is
   * @param folder whose name may state an L0
   * @return empty if architecture or sizes are not known; {@code problems} says why
   */
  static Optional<SaeConfig> read(Path file, ObjectNode config, Path folder, Problems problems) {
    return new SaelensConfig(file, config, problems).read(folder);
  }

  private Optional<SaeConfig> read(Path folder) {
    Optional<Architecture> architecture = architecture();
    OptionalInt dIn = fields.requireSize("d_in");
    OptionalInt dSae = fields.requireSize("d_sae");
    OptionalInt dOut = fields.size("d_out");
    checkDtype();
    architecture.ifPresent(this::checkFlags);
    Optional<Boolean> rescaled = fields.flag("rescale_acts_by_decoder_norm");
    Optional<String> hookName = metadata.text("hook_name").or(() -> metadata.text("hf_hook_name"));
    Optional<String> hookNameOut =
        metadata.text("hook_name_out").or(() -> metadata.text("hf_hook_name_out"));
    Optional<String> modelName = metadata.text("model_name");
    Optional<String> datasetPath = metadata.text("dataset_path");
    checkReshaping(metadata.text("hook_name"));
    if (architecture.isPresent() && dSae.isPresent()) {
      checkSizes(architecture.get(), dSae.getAsInt());
    }
    if (architecture.isEmpty() || dIn.isEmpty() || dSae.isEmpty()) {
      return Optional.empty();
    }
    boolean transcoder = architecture.get().isTranscoder();
    return Optional.of(
        new SaeConfig(
            architecture.get(),
            dIn.getAsInt(),
            transcoder ? dOut.orElse(DEFAULT_D_OUT) : dIn.getAsInt(),
            dSae.getAsInt(),
            foldsDecoderNorm(architecture.get(), rescaled.orElse(false)),
            hookName,
            hookNameOut.filter(name -> transcoder),
            modelName,
            datasetPath,
            StatedL0.of(config, folder),
            config));
  }

  /** Whether {@code fold_W_dec_norm} is defined for the architecture. */
  static boolean foldsDecoderNorm(Architecture architecture, boolean rescaledByDecoderNorm) {
    return switch (architecture) {
      case STANDARD,
          JUMPRELU,
          GATED,
          TRANSCODER,
          SKIP_TRANSCODER,
          JUMPRELU_TRANSCODER,
          JUMPRELU_SKIP_TRANSCODER ->
          true;
      case TOPK -> rescaledByDecoderNorm;
      case TEMPORAL, MATCHING_PURSUIT -> false;
    };
  }

  private Optional<Architecture> architecture() {
    Optional<String> name = fields.requireText("architecture");
    Optional<Architecture> known = name.flatMap(Architecture::named);
    if (name.isPresent() && known.isEmpty()) {
      String hint =
          TRAINING_ONLY.contains(name.get())
              ? "'%s' exists in training only; SAELens's save_inference_model turns it into jumprelu"
              : "'%s' is not an architecture of SAELens; known are " + Architecture.known();
      problems.add(
          ProblemCode.UNKNOWN_ARCHITECTURE, file, "field architecture", hint.formatted(name.get()));
    }
    return known;
  }

  private void checkDtype() {
    fields
        .requireText("dtype")
        .filter(dtype -> !DTYPES.contains(dtype.replaceFirst("^torch\\.", "")))
        .ifPresent(
            dtype ->
                fields.invalid(
                    "dtype", "'" + dtype + "' is not one of float32, float64, float16, bfloat16"));
  }

  private void checkFlags(Architecture architecture) {
    boolean appliesDecoderBias = fields.flag("apply_b_dec_to_input").orElse(true);
    if (architecture.isTranscoder() && appliesDecoderBias) {
      fields.invalid("apply_b_dec_to_input", "must be false for a " + architecture.wire());
    }
    if (config.path("normalize_activations").isNull()) {
      fields.invalid("normalize_activations", "must not be null; write none");
    }
    fields
        .text("normalize_activations")
        .filter(
            name ->
                !NORMALIZATIONS.contains(name)
                    && !(architecture == Architecture.TEMPORAL && name.equals(SCALAR_RESCALE)))
        .ifPresent(
            name ->
                fields.invalid(
                    "normalize_activations",
                    "'" + name + "' is not one of " + String.join(", ", NORMALIZATIONS)));
    if (architecture == Architecture.TEMPORAL) {
      fields.size("bottleneck_factor");
      if (fields.size("n_attn_layers").orElse(1) > TemporalTensors.MOST_LAYERS) {
        fields.invalid("n_attn_layers", "is more than " + TemporalTensors.MOST_LAYERS);
      }
    }
  }

  /** What SAELens would load, or build, and then fail with. */
  private void checkSizes(Architecture architecture, int dSae) {
    if (architecture == Architecture.TOPK) {
      checkCount("k", dSae);
    }
    if (architecture == Architecture.TEMPORAL) {
      checkCount("kval_topk", dSae);
      checkHeads(dSae);
    }
  }

  private void checkCount(String name, int dSae) {
    int count = fields.size(name).orElse(1);
    if (count > dSae) {
      fields.invalid(name, "is %d, more than the %d features".formatted(count, dSae));
    }
  }

  /** SAELens cuts the narrowed features into heads and fails if that does not come out even. */
  private void checkHeads(int dSae) {
    long heads = fields.size("n_heads").orElse(TemporalTensors.DEFAULT_HEADS);
    long factor = fields.size("bottleneck_factor").orElse(TemporalTensors.DEFAULT_BOTTLENECK);
    if (dSae % (heads * factor) != 0) {
      fields.invalid(
          "n_heads",
          "%d heads with a bottleneck_factor of %d do not divide d_sae %d"
              .formatted(heads, factor, dSae));
    }
  }

  private void checkReshaping(Optional<String> hookName) {
    Optional<String> reshaping = fields.text("reshape_activations");
    if (reshaping.isEmpty() || reshaping.get().equals("none")) {
      return;
    }
    if (!reshaping.get().equals("hook_z")) {
      fields.invalid("reshape_activations", "'" + reshaping.get() + "' is not one of none, hook_z");
    } else if (hookName.isPresent() && !hookName.get().endsWith("_z")) {
      fields.invalid(
          "reshape_activations",
          "is hook_z, but hook_name '%s' does not end in _z".formatted(hookName.get()));
    }
  }
}
