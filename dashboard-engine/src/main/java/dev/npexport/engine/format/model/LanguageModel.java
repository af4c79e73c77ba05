package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.kernel.RowSource;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A Hugging Face model folder of which only what a dashboard needs is mapped. Closing releases the
 * mapped files.
 */
public interface LanguageModel extends AutoCloseable {

  Path folder();

  /** {@code model_type} of config.json, empty if it does not say. */
  String modelType();

  /** Number of blocks, from config.json. */
  int layers();

  /** Attention heads of one of the layers, if config.json says. */
  OptionalInt heads(int layer);

  /** The unembedding as stored, [vocabulary, d_model]. */
  Tensor unembedding();

  /** The file that holds {@link #unembedding()}. */
  Path unembeddingFile();

  /**
   * The unembedding's rows: {@link RowSource#rows()} is the vocabulary, {@link RowSource#width()}
   * is d_model.
   */
  RowSource unembeddingRows();

  /**
   * The unembedding with each column scaled by the final norm's weight (1 + w where the family
   * stores it so).
   *
   * @throws dev.npexport.engine.problem.InputException if the model has no such weight
   */
  RowSource normedUnembeddingRows();

  /**
   * Decoder rows carried into the residual stream by the hook that they live at: as they are,
   * through W_out or through W_O.
   *
   * @throws dev.npexport.engine.problem.InputException for a hook that has no such map, or when
   *     widths differ
   */
  RowSource toResidual(RowSource decoder, String hookName);

  /**
   * Width of the vectors at a hook.
   *
   * @throws dev.npexport.engine.problem.InputException as {@link #toResidual}
   */
  int hookWidth(String hookName);

  Vocabulary vocabulary();

  /** The file that makes the {@code tokenizer} fingerprint. */
  Path tokenizerFile();

  @Override
  void close();
}
