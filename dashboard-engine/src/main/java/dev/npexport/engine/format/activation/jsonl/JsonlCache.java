package dev.npexport.engine.format.activation.jsonl;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PromptTokens;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A JSONL cache of which every line has been read once. */
record JsonlCache(Path path, JsonlScan scan) implements ActivationCache {

  @Override
  public String kind() {
    return JsonlFormat.ID;
  }

  @Override
  public Optional<String> hookName() {
    return scan.header().hookName();
  }

  @Override
  public Optional<String> modelName() {
    return scan.header().model();
  }

  @Override
  public Optional<int[]> ignoredTokenIds() {
    return scan.header().ignoredTokenIds().map(int[]::clone);
  }

  @Override
  public boolean decoderNormFolded() {
    return scan.header().decoderNormFolded();
  }

  /** Numbers in JSON text have no dtype; they are read as float64. */
  @Override
  public String valuePrecision() {
    return "float64";
  }

  @Override
  public int features() {
    return scan.features();
  }

  @Override
  public PromptTokens prompts() {
    return scan.prompts();
  }

  @Override
  public OptionalLong countedTokens() {
    return OptionalLong.of(scan.header().countedTokens());
  }

  @Override
  public long entries() {
    return scan.entries();
  }

  @Override
  public List<EntryPart> parts() {
    return List.of(new JsonlPart(path, scan.features(), scan.entries()));
  }

  @Override
  public Problem tokenProblem(ProblemCode code, int prompt, int position, String message) {
    return Problem.of(
        code, path, "field token_ids of prompt " + prompt + " position " + position, message);
  }

  @Override
  public void close() {}
}
