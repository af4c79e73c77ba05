package dev.npexport.benchmarks.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An SAE folder and a model folder with random weights from a seed, as files that we read. */
public final class SyntheticSample {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SyntheticSample() {}

  /** A SAELens folder; the encoder is there for completeness and zero. */
  public static Path sae(Path folder, FloatMatrix decoder) {
    try {
      Files.createDirectories(folder);
      ObjectNode config = JSON.createObjectNode();
      config.put("architecture", "standard");
      config.put("d_in", decoder.width()).put("d_sae", decoder.rows()).put("dtype", "float32");
      config.put("apply_b_dec_to_input", true).put("normalize_activations", "none");
      config.put("reshape_activations", "none");
      config
          .putObject("metadata")
          .put("model_name", "random")
          .put("hook_name", SyntheticActivations.HOOK);
      Files.writeString(folder.resolve("cfg.json"), config.toString());
      long rows = decoder.rows();
      long width = decoder.width();
      write(
          folder.resolve("sae_weights.safetensors"),
          new SafetensorsWriter()
              .add("W_enc", new long[] {width, rows}, new float[(int) (rows * width)])
              .add("b_enc", new long[] {rows}, new float[(int) rows])
              .add("W_dec", new long[] {rows, width}, flat(decoder))
              .add("b_dec", new long[] {width}, new float[(int) width]));
      return folder;
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + folder, e);
    }
  }

  /** A Hugging Face folder with tied embeddings and a vocabulary of made-up words. */
  public static Path model(Path folder, FloatMatrix embedding) {
    try {
      Files.createDirectories(folder);
      ObjectNode config = JSON.createObjectNode();
      config.put("model_type", "llama").put("hidden_size", embedding.width());
      config.put("num_hidden_layers", 30).put("num_attention_heads", 9);
      config.put("vocab_size", embedding.rows()).put("tie_word_embeddings", true);
      Files.writeString(folder.resolve("config.json"), config.toString());
      Files.writeString(folder.resolve("tokenizer_config.json"), "{\"bos_token\": \"w1\"}");
      ObjectNode tokenizer = JSON.createObjectNode();
      tokenizer.putObject("decoder").put("type", "ByteLevel");
      ObjectNode model = tokenizer.putObject("model").put("type", "BPE");
      ObjectNode vocabulary = model.putObject("vocab");
      for (int id = 0; id < embedding.rows(); id++) {
        vocabulary.put((id % 2 == 0 ? "\u0120w" : "w") + Integer.toString(id, 36), id);
      }
      model.putArray("merges");
      JSON.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);
      write(
          folder.resolve("model.safetensors"),
          new SafetensorsWriter()
              .add(
                  "model.embed_tokens.weight",
                  new long[] {embedding.rows(), embedding.width()},
                  flat(embedding)));
      return folder;
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + folder, e);
    }
  }

  private static float[] flat(FloatMatrix matrix) {
    float[] flat = new float[matrix.rows() * matrix.width()];
    for (int row = 0; row < matrix.rows(); row++) {
      System.arraycopy(matrix.values()[row], 0, flat, row * matrix.width(), matrix.width());
    }
    return flat;
  }

  private static void write(Path file, SafetensorsWriter tensors) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      tensors.write(out);
    }
  }
}
