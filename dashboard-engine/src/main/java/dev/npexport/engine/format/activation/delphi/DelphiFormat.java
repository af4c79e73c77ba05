package dev.npexport.engine.format.activation.delphi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationFormat;
import dev.npexport.engine.format.activation.SafetensorsNames;
import dev.npexport.engine.format.activation.UniformPrompts;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * EleutherAI delphi's latent cache: a hookpoint's folder of splits {@code
 * {start}_{end}.safetensors} with {@code config.json} beside them, or a folder above it that holds
 * exactly one; or the single file that {@code LatentCache.save} writes.
 *
 * @see <a href="https://github.com/EleutherAI/delphi">delphi</a>, {@code delphi/latents/cache.py}
 */
public final class DelphiFormat implements ActivationFormat {

  public static final String ID = "delphi";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> detect(Path path) {
    if (Files.isDirectory(path)) {
      return detectFolder(path);
    }
    return SafetensorsNames.of(path)
        .filter(names -> names.containsAll(Set.of("locations", "activations")))
        .map(names -> "a safetensors file with the tensors locations and activations");
  }

  private static Optional<String> detectFolder(Path path) {
    try {
      return DelphiFolder.findAll(path).stream()
          .findFirst()
          .map(found -> "split files such as " + found.splits().getFirst().file().getFileName());
    } catch (InputException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public List<Path> fingerprintFiles(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    return DelphiFolder.find(path).splits().stream().map(DelphiFolder.Split::file).toList();
  }

  @Override
  public ActivationCache open(Path path, OptionalInt dSae) {
    List<SafetensorsFile> files = new ArrayList<>();
    try {
      return Files.isDirectory(path) ? openFolder(path, dSae, files) : openFile(path, dSae, files);
    } catch (RuntimeException e) {
      files.forEach(SafetensorsFile::close);
      throw e;
    }
  }

  private static ActivationCache openFolder(
      Path path, OptionalInt dSae, List<SafetensorsFile> files) {
    DelphiFolder folder = DelphiFolder.find(path);
    Problems problems = new Problems();
    SplitCoverage.check(folder, dSae, problems);
    Optional<Optional<String>> model = problems.attempt(() -> modelName(folder.folder()));
    List<DelphiSplit> splits = new ArrayList<>();
    for (DelphiFolder.Split split : folder.splits()) {
      problems
          .attempt(() -> SafetensorsFile.open(split.file()))
          .ifPresent(
              file -> {
                files.add(file);
                problems
                    .attempt(() -> DelphiSplit.of(file, split.start(), split.end() + 1))
                    .ifPresent(splits::add);
              });
    }
    Optional<UniformPrompts> tokens =
        files.isEmpty() ? Optional.empty() : problems.attempt(() -> SplitTokens.read(files));
    problems.throwIfAny();
    return new DelphiCache(
        path,
        folder.folder().toAbsolutePath().normalize().getFileName().toString(),
        model.orElseThrow(),
        List.copyOf(files),
        splits.stream().sorted(Comparator.comparingInt(DelphiSplit::firstFeature)).toList(),
        tokens.orElseThrow());
  }

  private static ActivationCache openFile(
      Path path, OptionalInt dSae, List<SafetensorsFile> files) {
    if (dSae.isEmpty()) {
      throw new InputException(
          ProblemCode.MISSING_FIELD,
          path,
          "",
          "a delphi cache in one file does not say how many features it covers");
    }
    SafetensorsFile file = SafetensorsFile.open(path);
    files.add(file);
    Problems problems = new Problems();
    Optional<DelphiSplit> split = problems.attempt(() -> DelphiSplit.of(file, 0, dSae.getAsInt()));
    Optional<UniformPrompts> tokens = problems.attempt(() -> SplitTokens.read(files));
    problems.throwIfAny();
    String name = path.getFileName().toString();
    return new DelphiCache(
        path,
        name.substring(0, name.length() - ".safetensors".length()),
        Optional.empty(),
        List.copyOf(files),
        List.of(split.orElseThrow()),
        tokens.orElseThrow());
  }

  private static Optional<String> modelName(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      return Optional.empty();
    }
    JsonNode name = JsonFiles.readObject(folder.resolve("config.json")).path("model_name");
    return name.isTextual() ? Optional.of(name.textValue()) : Optional.empty();
  }
}
