package dev.npexport.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.data.FloatMatrix;
import dev.npexport.benchmarks.data.SyntheticActivations;
import dev.npexport.benchmarks.data.SyntheticSample;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A registered SAE with many features, all of them counted and labelled. */
record ManyFeatures(String id, double labelSeconds) {

  static final int FEATURES = 100_000;

  /** A word of one label in eight, and one of a single label. */
  static final String COMMON = "whales";

  static final String RARE = "w" + Integer.toString(FEATURES / 2, 36) + "x";
  static final String CATEGORY = "category 3";

  private static final int WIDTH = 32;
  private static final int VOCABULARY = 2_000;
  private static final int PROMPTS = 512;
  private static final int CONTEXT = 128;
  private static final long NONZEROS = 2_000_000;
  private static final long SEED = 20_260_101;
  private static final Duration POLL = Duration.ofMillis(250);

  /** Makes the inputs, registers them, has their activations counted and loads the labels. */
  static ManyFeatures register(ApiClient api, Path folder) throws InterruptedException {
    Path sae =
        SyntheticSample.sae(
            folder.resolve("sae"), FloatMatrix.gaussian(FEATURES, WIDTH, 0.2, SEED));
    Path model =
        SyntheticSample.model(
            folder.resolve("model"), FloatMatrix.gaussian(VOCABULARY, WIDTH, 0.1, SEED + 1));
    Path activations =
        new SyntheticActivations(FEATURES, PROMPTS, CONTEXT, VOCABULARY, NONZEROS, SEED)
            .write(folder.resolve("activations.safetensors"));
    String id =
        api.post(
                "api/v1/saes",
                "{\"sae_path\": \"%s\", \"model_path\": \"%s\", \"activations_path\": \"%s\"}"
                    .formatted(sae, model, activations))
            .path("id")
            .asText();
    count(api, id);
    long start = System.nanoTime();
    try {
      api.post(
          "api/v1/saes/" + id + "/labels",
          "application/jsonl",
          HttpRequest.BodyPublishers.ofFile(labels(folder.resolve("labels.jsonl"))));
    } catch (IOException e) {
      throw new BenchFailure("the labels cannot be read", e);
    }
    return new ManyFeatures(id, (System.nanoTime() - start) * 1e-9);
  }

  /** Planning any job of an SAE counts all of its features. */
  private static void count(ApiClient api, String sae) throws InterruptedException {
    JsonNode job =
        api.post(
            "api/v1/neuronpedia/compute-dashboard-data",
            """
            {"sae_id": "%s", "config": {"feature_selection": "custom", "feature_indices": [0]}}"""
                .formatted(sae));
    String path = "api/v1/neuronpedia/export/" + job.path("id").asText();
    while (!job.path("status").asText().equals("completed")) {
      if (job.has("error_message")) {
        throw new BenchFailure(job.path("error_message").asText());
      }
      Thread.sleep(POLL);
      job = api.get(path);
    }
  }

  private static Path labels(Path file) {
    Random random = new Random(SEED);
    ObjectMapper json = new ObjectMapper();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int feature = 0; feature < FEATURES; feature++) {
        StringBuilder description = new StringBuilder("fires on");
        for (int word = 0; word < 25; word++) {
          description.append(' ').append(Integer.toString(random.nextInt(1 << 28), 36));
        }
        out.write(
            json.createObjectNode()
                .put("feature_index", feature)
                .put(
                    "label",
                    "w%sx %s"
                        .formatted(
                            Integer.toString(feature, 36), feature % 8 == 0 ? COMMON : "ships"))
                .put("category", "category " + feature % 20)
                .put("description", description.toString())
                .put("method", "generated")
                .put("score", (feature % 1_000) / 1_000.0)
                .toString());
        out.newLine();
      }
      return file;
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + file, e);
    }
  }
}
