package dev.npexport.engine.inspect;

import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.model.ModelChecks;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hugging Face model folders. */
final class ModelDescriber implements PathDescriber {

  @Override
  public String looksLike() {
    return "a language model: a folder with config.json, tokenizer.json and model.safetensors or"
        + " its index";
  }

  @Override
  public boolean recognises(Path path) {
    return LanguageModels.recognises(path);
  }

  @Override
  public Inspection describe(Path path) {
    try (LanguageModel model = LanguageModels.open(path)) {
      List<Problem> problems = new ArrayList<>();
      try {
        ModelChecks.requireFinite(model);
      } catch (InputException e) {
        problems.addAll(e.problems());
      }
      return new Inspection(lines(model), problems);
    } catch (InputException e) {
      return Inspection.broken("language model", e);
    }
  }

  private static List<String> lines(LanguageModel model) {
    Tensor unembedding = model.unembedding();
    Vocabulary vocabulary = model.vocabulary();
    int known = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      known += vocabulary.knows(id) ? 1 : 0;
    }
    return List.of(
        "language model, type " + (model.modelType().isEmpty() ? "not stated" : model.modelType()),
        "layers " + model.layers(),
        "unembedding %s %s %s in %s"
            .formatted(
                unembedding.name(),
                Shapes.text(unembedding.shape()),
                unembedding.dtype(),
                model.unembeddingFile().getFileName()),
        "vocabulary of %d tokens, largest id %d".formatted(known, vocabulary.size() - 1),
        "pad, bos and eos ids " + Arrays.toString(vocabulary.specialIds()));
  }
}
