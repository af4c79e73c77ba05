package dev.npexport.engine.format.activation.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationFormat;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * JSON lines: a header {@code {"format": "npexport-activations-jsonl", "version": 1, "hook_name":
 * …, "counted_tokens": N, "ignored_token_ids": […], "decoder_norm_folded": false}}, then a line for
 * each feature and prompt in which it fires, {@code {"feature_index": 3, "prompt_index": 17,
 * "token_ids": […], "values": […]}}. Prompts may differ in length.
 */
public final class JsonlFormat implements ActivationFormat {

  public static final String ID = "jsonl";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> detect(Path path) {
    if (!Files.isRegularFile(path)
        || !path.getFileName().toString().matches(".*\\.jsonl(\\.gz)?")) {
      return Optional.empty();
    }
    boolean[] found = new boolean[1];
    try {
      JsonLines.read(
          path,
          (line, parser) -> {
            found[0] = namesFormat(parser);
            return false;
          });
    } catch (InputException notJson) {
      return Optional.empty();
    }
    return found[0]
        ? Optional.of("a first line with \"format\": \"" + JsonlHeader.FORMAT + "\"")
        : Optional.empty();
  }

  private static boolean namesFormat(JsonParser parser) throws IOException {
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("format")
          && value == JsonToken.VALUE_STRING
          && parser.getText().equals(JsonlHeader.FORMAT)) {
        found = true;
      }
      parser.skipChildren();
    }
    return found;
  }

  @Override
  public List<Path> fingerprintFiles(Path path) {
    return List.of(path);
  }

  @Override
  public ActivationCache open(Path path, OptionalInt dSae) {
    return new JsonlCache(path, JsonlScan.of(path, dSae));
  }
}
