package dev.npexport.engine.format.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads JSON files as they come from strangers: a size limit, no key twice, nothing after the
 * value, and errors that name file, line and column. Nesting is limited by Jackson's own default.
 */
public final class JsonFiles {

  /** Largest configuration file that is read, 16 MiB. */
  public static final long CONFIG_LIMIT = 16L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFiles() {}

  /** Reads a configuration file that holds one object. */
  public static ObjectNode readObject(Path file) {
    return readObject(file, CONFIG_LIMIT);
  }

  /**
   * Reads a file that holds one object.
   *
   * @param limit largest size in bytes
   * @throws InputException if the file is missing, unreadable, too large or not one JSON object
   */
  public static ObjectNode readObject(Path file, long limit) {
    byte[] bytes = InputFiles.readAll(file, limit);
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
      throw new InputException(
          ProblemCode.MALFORMED_JSON, file, where, "not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InputException(
        ProblemCode.MALFORMED_JSON,
        file,
        "",
        "expected a JSON object, found " + node.getNodeType().name().toLowerCase(Locale.ROOT));
  }
}
