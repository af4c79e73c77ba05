package dev.npexport.engine.format.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The ids of a tokenizer's pad, bos and eos tokens: as {@code tokenizer_config.json} names them,
 * and for those that it lacks as {@code special_tokens_map.json} does. A name that the vocabulary
 * does not have has no id and is left out.
 */
final class SpecialTokens {

  private static final List<String> NAMES = List.of("pad_token", "bos_token", "eos_token");
  private static final List<String> FILES =
      List.of("tokenizer_config.json", "special_tokens_map.json");

  private SpecialTokens() {}

  static int[] ids(Path folder, Map<String, Integer> idOf) {
    TreeSet<Integer> ids = new TreeSet<>();
    List<Path> files = FILES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    List<ObjectNode> contents = files.stream().map(JsonFiles::readObject).toList();
    for (String name : NAMES) {
      for (int i = 0; i < files.size(); i++) {
        Optional<String> text = text(files.get(i), name, contents.get(i).path(name));
        if (text.isPresent()) {
          Optional.ofNullable(idOf.get(text.get())).ifPresent(ids::add);
          break;
        }
      }
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Optional<String> text(Path file, String name, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    JsonNode text = value.isObject() ? value.path("content") : value;
    if (!text.isTextual()) {
      throw new InputException(
          ProblemCode.INVALID_FIELD,
          file,
          "field " + name,
          "expected a text or an object with content");
    }
    return Optional.of(text.textValue()).filter(found -> !found.isEmpty());
  }
}
