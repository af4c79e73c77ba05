package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.IntTensor;
import dev.npexport.engine.format.activation.Precisions;
import dev.npexport.engine.format.activation.PromptTokens;
import dev.npexport.engine.format.activation.UniformPrompts;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A columnar cache whose header and {@code indptr} have been checked. */
final class ColumnarCache implements ActivationCache {

  /** Entries that a part has about; small enough to share out, large enough to be worth it. */
  private static final long PART_ENTRIES = 4L << 20;

  private final SafetensorsFile file;
  private final ColumnarMetadata metadata;
  private final long[] indptr;
  private final IntTensor promptColumn;
  private final IntTensor positionColumn;
  private final Tensor values;
  private final UniformPrompts prompts;

  ColumnarCache(
      SafetensorsFile file,
      ColumnarMetadata metadata,
      long[] indptr,
      IntTensor promptColumn,
      IntTensor positionColumn,
      Tensor values,
      UniformPrompts prompts) {
    this.file = file;
    this.metadata = metadata;
    this.indptr = indptr;
    this.promptColumn = promptColumn;
    this.positionColumn = positionColumn;
    this.values = values;
    this.prompts = prompts;
  }

  @Override
  public String kind() {
    return ColumnarFormat.ID;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Optional<String> hookName() {
    return metadata.hookName();
  }

  @Override
  public Optional<String> modelName() {
    return metadata.model();
  }

  @Override
  public Optional<int[]> ignoredTokenIds() {
    return metadata.ignoredTokenIds().map(int[]::clone);
  }

  @Override
  public boolean decoderNormFolded() {
    return metadata.decoderNormFolded();
  }

  @Override
  public String valuePrecision() {
    return Precisions.name(values.dtype());
  }

  @Override
  public int features() {
    return indptr.length - 1;
  }

  @Override
  public PromptTokens prompts() {
    return prompts;
  }

  @Override
  public OptionalLong countedTokens() {
    return OptionalLong.empty();
  }

  @Override
  public long entries() {
    return indptr[features()];
  }

  @Override
  public List<EntryPart> parts() {
    List<EntryPart> parts = new ArrayList<>();
    int from = 0;
    for (int end = 1; end <= features(); end++) {
      if (end == features() || indptr[end] - indptr[from] >= PART_ENTRIES) {
        parts.add(
            new ColumnarPart(path(), indptr, from, end, promptColumn, positionColumn, values));
        from = end;
      }
    }
    return List.copyOf(parts);
  }

  @Override
  public Problem tokenProblem(ProblemCode code, int prompt, int position, String message) {
    return Problem.of(
        code, path(), "tensor tokens prompt " + prompt + " position " + position, message);
  }

  @Override
  public void close() {
    file.close();
  }
}
