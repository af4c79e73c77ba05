package dev.npexport.engine.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {

  @ParameterizedTest
  @CsvSource({
    // name, Hugging Face id, TransformerLens name, known, Neuronpedia id
    "gpt2-small, gpt2, gpt2-small, true, gpt2-small",
    "gpt2, gpt2, gpt2-small, true, gpt2-small",
    "GPT2-Small, gpt2, gpt2-small, true, gpt2-small",
    "openai-community/gpt2, openai-community/gpt2, gpt2-small, true, gpt2-small",
    "gemma-2-2b, google/gemma-2-2b, gemma-2-2b, true, gemma-2-2b",
    "google/gemma-2-2b, google/gemma-2-2b, gemma-2-2b, true, gemma-2-2b",
    "Qwen/Qwen3-4B, Qwen/Qwen3-4B, qwen3-4b, true, qwen3-4b",
    "meta-llama/Llama-3.1-8B, meta-llama/Llama-3.1-8B, meta-llama/Llama-3.1-8B, true, llama3.1-8b",
    "meta-llama/Meta-Llama-3.1-8B, meta-llama/Meta-Llama-3.1-8B, meta-llama/Llama-3.1-8B, true,"
        + " llama-3.1-8b",
    "pythia-70m-deduped, EleutherAI/pythia-70m-deduped, pythia-70m-deduped, true,"
        + " pythia-70m-deduped",
    "state-of-the-whale-1m, state-of-the-whale-1m, state-of-the-whale-1m, false,"
        + " state-of-the-whale-1m",
    "someone/My_Model, someone/My_Model, someone/My_Model, false, my-model",
    "someone/pythia-70m, someone/pythia-70m, someone/pythia-70m, false, pythia-70m",
    "x/-odd-, x/-odd-, x/-odd-, false,",
    "x/a-name-that-is-longer-than-thirty-two-letters,"
        + " x/a-name-that-is-longer-than-thirty-two-letters,"
        + " x/a-name-that-is-longer-than-thirty-two-letters, false,"
  })
  void knowsAModelsNames(
      String name, String huggingFace, String transformerLens, boolean known, String neuronpedia) {
    assertThat(ModelNames.huggingFaceId(name)).isEqualTo(huggingFace);
    assertThat(ModelNames.transformerLensName(name)).isEqualTo(transformerLens);
    assertThat(ModelNames.isKnownToTransformerLens(name)).isEqualTo(known);
    assertThat(ModelNames.neuronpediaModelId(name)).isEqualTo(Optional.ofNullable(neuronpedia));
  }
}
