package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an {@link Sae} of what a reader of another format has converted. */
public final class ConvertedSae {

  private ConvertedSae() {}

  /**
   * The shape of every tensor that SAELens loads for an architecture.
   *
   * @param config cfg.json, on whose fields the tensors of {@code temporal} depend
   */
  public static Map<String, long[]> shapes(
      Architecture architecture, SaeDimensions sizes, ObjectNode config) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    ArchitectureTensors.of(architecture, sizes, config)
        .forEach(spec -> shapes.put(spec.name(), spec.shape()));
    return shapes;
  }

  /**
   * An SAE under SAELens's names.
   *
   * @param configFile where the source's own configuration stands, named in problems
   * @param config content for {@code cfg.json} in the layout of SAELens 6
   * @param tensors exactly those of the architecture
   * @param release frees what the tensors lie in
   * @throws dev.npexport.engine.problem.InputException if SAELens would not load the configuration
   */
  public static Sae of(
      String format,
      Path folder,
      Path configFile,
      ObjectNode config,
      Map<String, Tensor> tensors,
      List<Path> weightFiles,
      List<String> warnings,
      Runnable release) {
    Problems problems = new Problems();
    SaeConfig read =
        SaelensConfig.read(configFile, config, folder, problems)
            .orElseThrow(() -> new IllegalStateException("a configuration without sizes"));
    problems.throwIfAny();
    Map<String, long[]> shapes =
        shapes(read.architecture(), SaeDimensions.of(read), read.saelensConfig());
    if (!shapes.keySet().equals(tensors.keySet())) {
      throw new IllegalStateException(
          "converted to %s, not to %s".formatted(tensors.keySet(), shapes.keySet()));
    }
    return new OpenSae(format, folder, read, tensors, weightFiles, warnings, release);
  }
}
