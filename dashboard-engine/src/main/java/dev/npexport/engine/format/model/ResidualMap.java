package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/**
 * Where the models of one type keep the matrices that write into the residual stream.
 *
 * @param mlpOut pattern of W_out's key with {@code {L}}, empty for mixtures of experts and for
 *     models whose layers are of several kinds
 * @param attentionOut pattern of W_O's key, empty where not every layer has attention
 * @param inputsFirst whether the stored shape is [in, out] (GPT-2's Conv1D) or [out, in] (Linear)
 */
record ResidualMap(
    String modelType, Optional<String> mlpOut, Optional<String> attentionOut, boolean inputsFirst) {

  private static final List<ResidualMap> ALL =
      FactTable.read("residual_maps.csv").stream().map(ResidualMap::of).toList();

  private static ResidualMap of(CSVRecord row) {
    return new ResidualMap(
        row.get("model_type"),
        Optional.of(row.get("mlp_out_key")).filter(key -> !key.isEmpty()),
        Optional.of(row.get("attention_out_key")).filter(key -> !key.isEmpty()),
        row.get("layout").equals("in_out"));
  }

  /**
   * The matrix that carries a hook's vectors into the residual stream.
   *
   * @throws InputException if the model's type or folder has none, or it has another shape
   */
  static ResidualMatrix find(
      Path folder, ModelConfig config, ModelTensors tensors, HookName hook, int dModel) {
    String what = hook.space() == HookName.Space.MLP ? "W_out" : "W_O";
    if (hook.layer().isEmpty()) {
      throw unsupported(folder, hook, "names no layer whose " + what + " could be used");
    }
    ResidualMap map =
        ALL.stream()
            .filter(
                row -> config.family().filter(f -> f.modelType().equals(row.modelType)).isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    unsupported(
                        folder,
                        hook,
                        "needs %s, whose name in a model of type '%s' is not known"
                            .formatted(what, config.modelType())));
    String pattern =
        (hook.space() == HookName.Space.MLP ? map.mlpOut : map.attentionOut)
            .orElseThrow(
                () ->
                    unsupported(
                        folder,
                        hook,
                        "needs one %s a layer, which models of type '%s' do not have"
                            .formatted(what, config.modelType())));
    String key = pattern.replace("{L}", Integer.toString(hook.layer().getAsInt()));
    String stored =
        tensors
            .firstOf(TensorKeys.variants(key))
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.MISSING_TENSOR,
                        folder,
                        "tensor " + key,
                        "is not in the model; the hook %s needs it as %s (the model has %d layers)"
                            .formatted(hook.name(), what, config.layers())));
    ModelTensors.Located found = tensors.require(stored);
    long[] shape = found.tensor().shape();
    boolean fits =
        shape.length == 2
            && shape[map.inputsFirst ? 1 : 0] == dModel
            && found.tensor().dtype().isFloating();
    if (!fits) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          found.file(),
          "tensor " + stored,
          "is %s of shape %s, expected floating-point numbers of shape %s with d_model %d"
              .formatted(
                  found.tensor().dtype(),
                  Shapes.text(shape),
                  map.inputsFirst ? "[inputs, d_model]" : "[d_model, inputs]",
                  dModel));
    }
    return new ResidualMatrix(found.file(), found.tensor(), map.inputsFirst);
  }

  private static InputException unsupported(Path folder, HookName hook, String message) {
    return new InputException(ProblemCode.UNSUPPORTED_HOOK, folder, "hook " + hook.name(), message);
  }
}
