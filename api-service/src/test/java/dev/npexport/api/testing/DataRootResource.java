package dev.npexport.api.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A data root with a few folders in it. */
public final class DataRootResource implements QuarkusTestResourceLifecycleManager {

  private Path root;

  @Override
  public Map<String, String> start() {
    try {
      root = Files.createTempDirectory("npexport-api-test");
      for (String name :
          List.of(
              "sae",
              "sae2",
              "answered",
              "nameless",
              "model",
              "cache",
              "bad",
              "dense",
              "idle",
              "fuzzed",
              "browsed",
              "paged",
              "labelled",
              "estimated",
              "estimated2",
              "estimated3",
              "moved/idle")) {
        Files.createDirectories(root.resolve(name));
      }
      Files.writeString(
          root.resolve("labels.jsonl"),
          """
          {"feature_index": 3, "label": "from the file", "category": "Kept", "method": "guess"}
          {"feature_index": 3, "label": "a second one"}
          {"feature_index": 4, "description": "described only", "score": 0.25}
          """);
      return Map.of(
          "npexport.data-dir", root.toString(),
          "npexport.targets.test.kind", "database",
          "npexport.targets.test.url", "jdbc:postgresql://127.0.0.1:1/neuronpedia",
          "npexport.targets.test.secret", "not to be shown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // below the system's temporary folder
  }
}
