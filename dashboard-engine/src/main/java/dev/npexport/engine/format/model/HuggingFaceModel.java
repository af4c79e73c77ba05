package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.safetensors.TensorRows;
import dev.npexport.engine.format.tensor.Scratch;
import dev.npexport.engine.format.tokenizer.Vocabularies;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A model folder as Hugging Face's transformers saves it. */
final class HuggingFaceModel implements LanguageModel {

  private final Path folder;
  private final ModelConfig config;
  private final ModelTensors tensors;
  private final ModelTensors.Located unembedding;
  private final RowSource unembeddingRows;
  private final Vocabulary vocabulary;
  private final Scratch scratch = new Scratch();

  HuggingFaceModel(
      Path folder,
      ModelConfig config,
      ModelTensors tensors,
      ModelTensors.Located unembedding,
      Vocabulary vocabulary) {
    this.folder = folder;
    this.config = config;
    this.tensors = tensors;
    this.unembedding = unembedding;
    this.unembeddingRows = TensorRows.of(unembedding.tensor());
    this.vocabulary = vocabulary;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String modelType() {
    return config.modelType();
  }

  @Override
  public int layers() {
    return config.layers();
  }

  @Override
  public OptionalInt heads(int layer) {
    return config.headsOf(layer);
  }

  @Override
  public Tensor unembedding() {
    return unembedding.tensor();
  }

  @Override
  public Path unembeddingFile() {
    return unembedding.file();
  }

  @Override
  public RowSource unembeddingRows() {
    return unembeddingRows;
  }

  @Override
  public RowSource normedUnembeddingRows() {
    ModelFamily family =
        config
            .family()
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.UNKNOWN_ARCHITECTURE,
                        config.file(),
                        "field model_type",
                        "the final norm of '" + config.modelType() + "' is not known"));
    String key =
        family
            .finalNormKey()
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.MISSING_TENSOR,
                        folder,
                        "",
                        "the final norm of '" + config.modelType() + "' has no weight"));
    String stored =
        tensors
            .firstOf(TensorKeys.variants(key))
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.MISSING_TENSOR,
                        folder,
                        "tensor " + key,
                        "is not in the model; it is the final norm's weight"));
    return new ScaledRows(unembeddingRows, normWeight(stored, family.normAddsOne()));
  }

  private double[] normWeight(String key, boolean addOne) {
    ModelTensors.Located found = tensors.require(key);
    Tensor weight = found.tensor();
    int width = unembeddingRows.width();
    long[] shape = weight.shape();
    if (shape.length != 1 || shape[0] != width || !weight.dtype().isFloating()) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          found.file(),
          "tensor " + key,
          "is %s of shape %s, expected floating-point numbers of shape [%d]"
              .formatted(weight.dtype(), Shapes.text(shape), width));
    }
    double[] values = new double[width];
    weight.readDoubles(0, values, 0, width);
    if (addOne) {
      for (int i = 0; i < width; i++) {
        values[i] += 1;
      }
    }
    return values;
  }

  @Override
  public RowSource toResidual(RowSource decoder, String hookName) {
    HookName hook = HookName.of(hookName);
    return switch (hook.space()) {
      case RESIDUAL -> {
        checkWidth(decoder, unembeddingRows.width(), unembedding.file(), unembedding.tensor());
        yield decoder;
      }
      case MLP, HEADS -> {
        ResidualMatrix matrix = matrix(hook);
        checkWidth(decoder, matrix.inputs(), matrix.file(), matrix.tensor());
        yield new MappedRows(decoder, matrix, scratch);
      }
      case OTHER -> throw unsupported(hook);
    };
  }

  @Override
  public int hookWidth(String hookName) {
    HookName hook = HookName.of(hookName);
    return switch (hook.space()) {
      case RESIDUAL -> unembeddingRows.width();
      case MLP, HEADS -> matrix(hook).inputs();
      case OTHER -> throw unsupported(hook);
    };
  }

  private ResidualMatrix matrix(HookName hook) {
    return ResidualMap.find(folder, config, tensors, hook, unembeddingRows.width());
  }

  private InputException unsupported(HookName hook) {
    return new InputException(
        ProblemCode.UNSUPPORTED_HOOK,
        folder,
        "hook " + hook.name(),
        "has no known map into the residual stream, which the logit lens needs");
  }

  private static void checkWidth(RowSource decoder, int expected, Path file, Tensor tensor) {
    if (decoder.width() != expected) {
      throw new InputException(
          ProblemCode.WIDTH_MISMATCH,
          file,
          "tensor " + tensor.name(),
          "has shape %s and takes rows of %d, but the decoder rows have %d"
              .formatted(Shapes.text(tensor.shape()), expected, decoder.width()));
    }
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Path tokenizerFile() {
    return folder.resolve(Vocabularies.FILE);
  }

  @Override
  public void close() {
    scratch.close();
    tensors.close();
  }
}
