package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.util.Optional;

/**
 * How OpenMOSS scales what goes in and comes out, in terms of SAELens.
 *
 * @param in factor on the input, √d over its mean length; 1 if nothing is scaled
 * @param out the same of what is reconstructed
 * @param normalization SAELens's name of what remains to be done for each input
 */
record OpenMossFolding(double in, double out, String normalization) {

  private static final String NORM = "dataset_average_activation_norm.";

  static OpenMossFolding of(OpenMossConfig config, int dIn, int dOut, Conversion conversion) {
    Optional<Double> storedIn = stored(conversion, config.hookIn());
    Optional<Double> storedOut = stored(conversion, config.hookOut().or(config::hookIn));
    conversion.ignorePrefix(NORM);
    return switch (config.normalization()) {
      case "inference" -> new OpenMossFolding(1, 1, "none");
      case "dataset-wise" -> {
        double normIn = required(config, config.normIn().or(() -> storedIn), "in");
        double normOut =
            config.isTranscoder()
                ? required(config, config.normOut().or(() -> storedOut), "out")
                : normIn;
        yield new OpenMossFolding(Math.sqrt(dIn) / normIn, Math.sqrt(dOut) / normOut, "none");
      }
      case "token-wise" -> {
        if (config.isTranscoder()) {
          throw conversion.inexpressible(
              "norm_activation", "a transcoder whose output is scaled token by token");
        }
        yield new OpenMossFolding(1, 1, "constant_norm_rescale");
      }
      default ->
          throw conversion.inexpressible(
              "norm_activation", "inputs are scaled '" + config.normalization() + "'");
    };
  }

  private static Optional<Double> stored(Conversion conversion, Optional<String> hook) {
    return hook.flatMap(name -> conversion.find(NORM + name))
        .filter(view -> view.elements() == 1)
        .map(TensorView::scalar);
  }

  private static double required(OpenMossConfig config, Optional<Double> norm, String side) {
    double value =
        norm.orElseThrow(
            () ->
                new InputException(
                    ProblemCode.MISSING_FIELD,
                    config.file(),
                    "field dataset_average_activation_norm." + side,
                    "is missing, and no tensor has it; inputs are scaled by it, and SAELens cannot encode without"));
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InputException(
          ProblemCode.INVALID_FIELD,
          config.file(),
          "field dataset_average_activation_norm." + side,
          "expected a number above 0, found " + value);
    }
    return value;
  }
}
