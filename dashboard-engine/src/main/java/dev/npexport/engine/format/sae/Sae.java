package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.kernel.RowSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An opened SAE: its configuration and its tensors under SAELens's names and shapes. Closing
 * releases the mapped files.
 */
public interface Sae extends AutoCloseable {

  /** Id of the format it was read from, for example {@code saelens}. */
  String format();

  Path folder();

  SaeConfig config();

  /** Tensors to write into {@code saelens/}, by SAELens name, in the file order of the source. */
  Map<String, Tensor> tensors();

  /** Files whose digests make the {@code sae_weights} fingerprint, relative order irrelevant. */
  List<Path> weightFiles();

  /** W_dec as stored: [d_sae, d_out]. */
  RowSource decoder();

  /** Sentences worth showing to a person, such as an unused tensor; empty if there is none. */
  List<String> warnings();

  @Override
  void close();
}
