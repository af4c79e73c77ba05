package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationFormat;
import dev.npexport.engine.format.activation.IntTensor;
import dev.npexport.engine.format.activation.Precisions;
import dev.npexport.engine.format.activation.SafetensorsNames;
import dev.npexport.engine.format.activation.Shaped;
import dev.npexport.engine.format.activation.UniformPrompts;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One safetensors file, entries sorted by feature: {@code indptr} int64 [d_sae + 1], {@code
 * prompt}, {@code position} int32 [nnz], {@code value} float [nnz] and {@code tokens} int32
 * [prompts, context]; header metadata {@code format}, {@code version}, {@code hook_name}, {@code
 * model}, {@code ignored_token_ids} (comma separated), {@code decoder_norm_folded}.
 */
public final class ColumnarFormat implements ActivationFormat {

  public static final String ID = "columnar";

  private static final Set<String> TENSORS =
      Set.of("indptr", "prompt", "position", "value", "tokens");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> detect(Path path) {
    return SafetensorsNames.of(path)
        .filter(names -> names.contains("indptr"))
        .map(names -> "a safetensors file with the tensor indptr");
  }

  @Override
  public List<Path> fingerprintFiles(Path path) {
    return List.of(path);
  }

  @Override
  public ActivationCache open(Path path, OptionalInt dSae) {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return check(file, dSae);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static ActivationCache check(SafetensorsFile file, OptionalInt dSae) {
    Path path = file.path();
    Problems problems = new Problems();
    ColumnarMetadata metadata = ColumnarMetadata.parse(path, file.metadata(), problems);
    for (String name : file.stored().keySet()) {
      if (!TENSORS.contains(name)) {
        problems.add(
            ProblemCode.UNEXPECTED_TENSOR,
            path,
            "tensor " + name,
            "does not belong to a columnar cache");
      }
    }
    Optional<Tensor> values = problems.attempt(() -> values(file));
    long nonzeros = values.map(Tensor::elements).orElse(0L);
    Optional<IntTensor> prompts = problems.attempt(() -> column(file, "prompt", nonzeros));
    Optional<IntTensor> positions = problems.attempt(() -> column(file, "position", nonzeros));
    Optional<long[]> indptr = problems.attempt(() -> Indptr.read(file, dSae, nonzeros));
    Optional<UniformPrompts> tokens = problems.attempt(() -> tokens(file));
    problems.throwIfAny();
    return new ColumnarCache(
        file,
        metadata,
        indptr.orElseThrow(),
        prompts.orElseThrow(),
        positions.orElseThrow(),
        values.orElseThrow(),
        tokens.orElseThrow());
  }

  private static Tensor values(SafetensorsFile file) {
    Tensor values = file.require("value");
    Precisions.requireFloating(file.path(), values);
    Shaped.require(file.path(), values, "one value an entry", values.elements());
    return values;
  }

  private static IntTensor column(SafetensorsFile file, String name, long nonzeros) {
    Tensor tensor = file.require(name);
    Shaped.require(file.path(), tensor, "as many as tensor value", nonzeros);
    return IntTensor.of(file.path(), tensor);
  }

  private static UniformPrompts tokens(SafetensorsFile file) {
    Tensor tokens =
        file.find("tokens")
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.MISSING_TOKENS,
                        file.path(),
                        "tensor tokens",
                        "is missing; a cache needs the tokens of its prompts"));
    return UniformPrompts.of(file.path(), tokens);
  }
}
