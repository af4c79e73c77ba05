package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.safetensors.TensorRows;
import dev.npexport.engine.kernel.RowSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An opened SAE of any format: its tensors have passed the checks of its architecture. */
final class OpenSae implements Sae {

  private final String format;
  private final Path folder;
  private final SaeConfig config;
  private final Map<String, Tensor> tensors;
  private final List<Path> weightFiles;
  private final List<String> warnings;
  private final Runnable release;
  private final RowSource decoder;

  /**
   * Keeps what a format has read.
   *
   * @param tensors must hold {@code W_dec}
   * @param release frees what the tensors lie in
   */
  OpenSae(
      String format,
      Path folder,
      SaeConfig config,
      Map<String, Tensor> tensors,
      List<Path> weightFiles,
      List<String> warnings,
      Runnable release) {
    this.format = format;
    this.folder = folder;
    this.config = config;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.weightFiles = List.copyOf(weightFiles);
    this.warnings = List.copyOf(warnings);
    this.release = release;
    this.decoder = TensorRows.of(tensors.get("W_dec"));
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public SaeConfig config() {
    return config;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  @Override
  public List<Path> weightFiles() {
    return weightFiles;
  }

  @Override
  public RowSource decoder() {
    return decoder;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    release.run();
  }
}
