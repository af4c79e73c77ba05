package dev.npexport.engine.format.activation.delphi;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.Precisions;
import dev.npexport.engine.format.activation.PromptTokens;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A delphi cache whose headers, coverage and tokens have been checked. It says neither which tokens
 * to ignore nor whether values are folded: they are those of the SAE as saved.
 */
record DelphiCache(
    Path path,
    String hookpoint,
    Optional<String> modelName,
    List<SafetensorsFile> files,
    List<DelphiSplit> splits,
    PromptTokens prompts)
    implements ActivationCache {

  @Override
  public String kind() {
    return DelphiFormat.ID;
  }

  @Override
  public Optional<String> hookName() {
    return Optional.of(hookpoint);
  }

  @Override
  public Optional<int[]> ignoredTokenIds() {
    return Optional.empty();
  }

  @Override
  public boolean decoderNormFolded() {
    return false;
  }

  @Override
  public String valuePrecision() {
    return Precisions.name(splits.getFirst().activations().dtype());
  }

  @Override
  public int features() {
    return splits.getLast().endFeature();
  }

  @Override
  public OptionalLong countedTokens() {
    return OptionalLong.empty();
  }

  @Override
  public long entries() {
    return splits.stream().mapToLong(DelphiSplit::entries).sum();
  }

  @Override
  public List<EntryPart> parts() {
    return List.copyOf(splits);
  }

  @Override
  public Problem tokenProblem(ProblemCode code, int prompt, int position, String message) {
    return Problem.of(
        code,
        splits.getFirst().file(),
        "tensor tokens prompt " + prompt + " position " + position,
        message);
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }
}
