package dev.npexport.engine.format.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a model folder, in one safetensors file or in shards that an index names. A file
 * is mapped when the first tensor in it is asked for.
 */
final class ModelTensors implements AutoCloseable {

  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  /** Indices name every tensor; the largest known have some 10 MB. */
  private static final long INDEX_LIMIT = 128L << 20;

  /** A tensor and the file that holds it. */
  record Located(Path file, Tensor tensor) {}

  private final Path folder;
  private final Map<String, String> fileOf;
  private final Map<String, SafetensorsFile> open = new HashMap<>();

  private ModelTensors(Path folder, Map<String, String> fileOf) {
    this.folder = folder;
    this.fileOf = fileOf;
  }

  static ModelTensors open(Path folder) {
    if (Files.exists(folder.resolve(SINGLE))) {
      ModelTensors tensors = new ModelTensors(folder, new LinkedHashMap<>());
      tensors.file(SINGLE).stored().keySet().forEach(name -> tensors.fileOf.put(name, SINGLE));
      return tensors;
    }
    if (Files.exists(folder.resolve(INDEX))) {
      return new ModelTensors(folder, readIndex(folder.resolve(INDEX)));
    }
    throw new InputException(
        ProblemCode.FILE_NOT_FOUND,
        folder,
        "",
        "neither " + SINGLE + " nor " + INDEX + " is in the model folder");
  }

  private static Map<String, String> readIndex(Path index) {
    ObjectNode content = JsonFiles.readObject(index, INDEX_LIMIT);
    if (!(content.path("weight_map") instanceof ObjectNode weights)) {
      throw new InputException(
          ProblemCode.MISSING_FIELD, index, "field weight_map", "is missing; an object");
    }
    Map<String, String> fileOf = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : weights.properties()) {
      String shard = entry.getValue().asText();
      if (!entry.getValue().isTextual()
          || !shard.endsWith(".safetensors")
          || shard.contains("/")
          || shard.contains("\\")) {
        throw new InputException(
            ProblemCode.INVALID_FIELD,
            index,
            "field weight_map." + entry.getKey(),
            "expected the name of a safetensors file beside the index, found " + entry.getValue());
      }
      fileOf.put(entry.getKey(), shard);
    }
    return fileOf;
  }

  /** Whether the folder says that it has a tensor of this name. */
  boolean has(String name) {
    return fileOf.containsKey(name);
  }

  /** The first of these names that the folder has. */
  Optional<String> firstOf(Set<String> names) {
    return names.stream().filter(this::has).findFirst();
  }

  /** The file that holds a tensor of the folder. */
  Path fileOf(String name) {
    return folder.resolve(fileOf.get(name));
  }

  /**
   * Maps the file that holds a tensor.
   *
   * @throws InputException if that file is missing, malformed, or does not hold it
   */
  synchronized Located require(String name) {
    SafetensorsFile file = file(fileOf.get(name));
    return new Located(file.path(), file.require(name));
  }

  private SafetensorsFile file(String name) {
    return open.computeIfAbsent(name, shard -> SafetensorsFile.open(folder.resolve(shard)));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(SafetensorsFile::close);
    open.clear();
  }
}
