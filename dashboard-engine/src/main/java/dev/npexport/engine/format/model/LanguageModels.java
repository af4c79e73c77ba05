package dev.npexport.engine.format.model;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.tokenizer.Vocabularies;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens model folders. */
public final class LanguageModels {

  private LanguageModels() {}

  /**
   * Reads config.json and tokenizer.json and maps the unembedding.
   *
   * @throws InputException with every problem found
   */
  public static LanguageModel open(Path folder) {
    InputFiles.requireFolder(folder);
    Problems problems = new Problems();
    Optional<ModelConfig> config = problems.attempt(() -> ModelConfig.read(folder));
    Optional<Vocabulary> vocabulary = problems.attempt(() -> Vocabularies.open(folder));
    Optional<ModelTensors> tensors = problems.attempt(() -> ModelTensors.open(folder));
    try {
      Optional<ModelTensors.Located> unembedding =
          config.flatMap(
              read ->
                  tensors.flatMap(files -> problems.attempt(() -> Unembedding.find(read, files))));
      problems.throwIfAny();
      return new HuggingFaceModel(
          folder,
          config.orElseThrow(),
          tensors.orElseThrow(),
          unembedding.orElseThrow(),
          vocabulary.orElseThrow());
    } catch (RuntimeException e) {
      tensors.ifPresent(ModelTensors::close);
      throw e;
    }
  }

  /** Whether a folder looks like a model's. */
  public static boolean recognises(Path folder) {
    return Files.isRegularFile(folder.resolve(ModelConfig.FILE))
        && (Files.isRegularFile(folder.resolve(Vocabularies.FILE))
            || Files.isRegularFile(folder.resolve(ModelTensors.SINGLE))
            || Files.isRegularFile(folder.resolve(ModelTensors.INDEX)));
  }
}
