package dev.npexport.engine.format.sae.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small SAE with random weights and what the library of its format encodes inputs to; made by
 * {@code tools/golden/saes/make.py}.
 */
record GoldenSae(String name, Path folder, JsonNode facts) {

  private static final Path ROOT = Path.of("src/test/resources/golden/sae");

  static List<GoldenSae> all() throws IOException {
    return all(ROOT);
  }

  static List<GoldenSae> all(Path root) throws IOException {
    var json = new JsonMapper();
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("golden.json")))
          .sorted()
          .map(
              folder -> {
                try {
                  JsonNode facts = json.readTree(folder.resolve("golden.json").toFile());
                  return new GoldenSae(folder.getFileName().toString(), folder, facts);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  Path source() {
    return folder.resolve(facts.get("path").asText()).normalize();
  }

  /** A matrix of golden.safetensors; its rows are inputs. */
  double[][] rows(String tensor) {
    try (var file = SafetensorsFile.open(folder.resolve("golden.safetensors"))) {
      Tensor found = file.require(tensor);
      long[] shape = found.shape();
      int width = (int) shape[shape.length - 1];
      var rows = new double[(int) (found.elements() / width)][width];
      for (int row = 0; row < rows.length; row++) {
        found.readDoubles((long) row * width, rows[row], 0, width);
      }
      return rows;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
