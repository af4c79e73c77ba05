package dev.npexport.engine.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SegmentTensor;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.kernel.RowSource;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An SAE of small tensors in memory. */
public record FakeSae(SaeConfig config, Map<String, Tensor> tensors) implements Sae {

  public static FakeSae of(int dIn, int dSae) {
    var metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("model_name", "gpt2-small").put("note", "naïve \ud83d");
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("architecture", "jumprelu").set("metadata", metadata);
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("W_dec", tensor("W_dec", DType.BF16, dSae, dIn));
    tensors.put("b_dec", tensor("b_dec", DType.F32, dIn));
    return new FakeSae(
        new SaeConfig(
            Architecture.JUMPRELU,
            dIn,
            dIn,
            dSae,
            true,
            Optional.of("blocks.2.hook_resid_post"),
            Optional.empty(),
            Optional.of("gpt2-small"),
            Optional.of("some/text"),
            Optional.empty(),
            config),
        tensors);
  }

  private static Tensor tensor(String name, DType dtype, long... shape) {
    long bytes = dtype.bytes();
    for (long size : shape) {
      bytes *= size;
    }
    var content = new byte[(int) bytes];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (31 * i);
    }
    return SegmentTensor.of(name, dtype, shape, MemorySegment.ofArray(content));
  }

  @Override
  public String format() {
    return "saelens";
  }

  @Override
  public Path folder() {
    return Path.of("sae");
  }

  @Override
  public List<Path> weightFiles() {
    return List.of();
  }

  @Override
  public RowSource decoder() {
    throw new UnsupportedOperationException("dashboards are given");
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public void close() {}
}
