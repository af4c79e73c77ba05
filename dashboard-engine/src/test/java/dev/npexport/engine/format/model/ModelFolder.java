package dev.npexport.engine.format.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.format.safetensors.Shapes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Builds small model folders; every tensor counts up from a number of its own. */
final class ModelFolder {

  private static final JsonMapper JSON = new JsonMapper();

  private ModelFolder() {}

  /** config.json and a tokenizer of two tokens. */
  static void writeConfig(Path folder, String config) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config);
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1}}}");
  }

  static void writeTensors(Path file, Map<String, long[]> shapes) throws IOException {
    var writer = new SafetensorsWriter();
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      writer.add(entry.getKey(), entry.getValue(), values(entry.getKey(), entry.getValue()));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out);
    }
  }

  static float[] values(String name, long... shape) {
    float[] values = new float[(int) Shapes.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + Math.floorMod(name.hashCode(), 100);
    }
    return values;
  }

  static void writeIndex(Path folder, Map<String, String> fileOf) throws IOException {
    ObjectNode index = JSON.createObjectNode();
    index.putObject("metadata").put("total_size", 0);
    ObjectNode map = index.putObject("weight_map");
    fileOf.forEach(map::put);
    JSON.writeValue(folder.resolve("model.safetensors.index.json").toFile(), index);
  }
}
