package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.format.safetensors.Shapes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Builds small SAELens folders, right or wrong: d_in 3, d_out 2 for transcoders, d_sae 4. */
final class SaeFolder {

  static final int D_IN = 3;
  static final int D_OUT = 2;
  static final int D_SAE = 4;

  private static final JsonMapper JSON = new JsonMapper();

  final Path path;
  final ObjectNode config;
  final Map<String, long[]> shapes = new LinkedHashMap<>();
  final Map<String, float[]> values = new LinkedHashMap<>();

  private SaeFolder(Path path, ObjectNode config) {
    this.path = path;
    this.config = config;
  }

  static SaeFolder of(Path path, String architecture) throws IOException {
    ObjectNode config =
        (ObjectNode)
            JSON.readTree(
                """
                {"architecture":"%s","d_in":3,"d_sae":4,"dtype":"float32","device":"cpu",
                 "apply_b_dec_to_input":%s,"normalize_activations":"none",
                 "reshape_activations":"none",
                 "metadata":{"sae_lens_version":"6.18.0","model_name":"gpt2-small",
                  "hook_name":"blocks.5.hook_resid_post","dataset_path":"text"}}
                """
                    .formatted(architecture, !architecture.contains("transcoder")));
    SaeFolder folder = new SaeFolder(Files.createDirectories(path), config);
    long out = architecture.contains("transcoder") ? D_OUT : D_IN;
    if (architecture.contains("transcoder")) {
      config.put("d_out", D_OUT);
    }
    folder.shapes.put("W_dec", new long[] {D_SAE, out});
    folder.shapes.put("b_dec", new long[] {out});
    if (architecture.equals("topk")) {
      config.put("k", 2);
    }
    if (architecture.equals("matching_pursuit")) {
      return folder;
    }
    folder.shapes.put("W_enc", new long[] {D_IN, D_SAE});
    if (architecture.equals("gated")) {
      folder.shapes.put("b_gate", new long[] {D_SAE});
      folder.shapes.put("r_mag", new long[] {D_SAE});
      folder.shapes.put("b_mag", new long[] {D_SAE});
    } else {
      folder.shapes.put("b_enc", new long[] {D_SAE});
    }
    if (architecture.startsWith("jumprelu")) {
      folder.shapes.put("threshold", new long[] {D_SAE});
    }
    if (architecture.contains("skip")) {
      folder.shapes.put("W_skip", new long[] {D_OUT, D_IN});
    }
    return folder;
  }

  ObjectNode metadata() {
    return (ObjectNode) config.get("metadata");
  }

  /** Writes both files; tensors without given values get seeded random ones. */
  Path write() throws IOException {
    JSON.writeValue(path.resolve("cfg.json").toFile(), config);
    var writer = new SafetensorsWriter();
    Random random = new Random(3);
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      float[] numbers = values.get(tensor.getKey());
      if (numbers == null) {
        numbers = new float[(int) Shapes.elements(tensor.getValue())];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = random.nextFloat(-1, 1);
        }
      }
      writer.add(tensor.getKey(), tensor.getValue(), numbers);
    }
    try (OutputStream out = Files.newOutputStream(path.resolve("sae_weights.safetensors"))) {
      writer.write(out);
    }
    return path;
  }
}
