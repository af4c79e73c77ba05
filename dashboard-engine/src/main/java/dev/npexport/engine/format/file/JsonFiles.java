package dev.npexport.engine.format.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads JSON files as they come from strangers: a size limit, no key twice, nothing after the
 * value, and errors that name file, line and column. Nesting is limited by Jackson's own default.
 */
public final class JsonFiles {

  /** Largest configuration file that is read, 16 MiB. */
  public static final long CONFIG_LIMIT = 16L << 20;

  private static final JsonMapper MAPPER = JsonMapper.builder(StrictJson.FACTORY).build();

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
    return readObject(file, limit, StrictJson.FACTORY);
  }

  /**
   * As {@link #readObject(Path)}, of a file that may hold {@code NaN} and {@code Infinity}: Python
   * writes them where a model is configured so, as Mamba 2's {@code time_step_limit}. What is read
   * here must not be written to a file.
   */
  public static ObjectNode readPythonObject(Path file) {
    return readObject(file, CONFIG_LIMIT, StrictJson.PYTHON_FACTORY);
  }

  private static ObjectNode readObject(Path file, long limit, JsonFactory factory) {
    InputFiles.requireAtMost(file, limit);
    JsonNode node;
    try (InputStream in = InputFiles.open(file);
        JsonParser json = StrictJson.parser(factory, in)) {
      node = MAPPER.readTree(json);
      if (json.nextToken() != null) {
        throw new InputException(
            ProblemCode.MALFORMED_JSON, file, "", "holds more than one JSON value");
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InputException(
        ProblemCode.MALFORMED_JSON,
        file,
        "",
        "expected a JSON object, found "
            + (node == null
                ? "an empty file"
                : node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  /** The problem behind a failed parse or read; a parse's with line and column. */
  public static InputException failure(Path file, IOException cause) {
    InputException problem =
        switch (cause) {
          case JsonProcessingException e ->
              malformed(file, where(e.getLocation()), "not valid JSON: " + reason(e));
          case CharacterCodingException e -> malformed(file, "", "not valid UTF-8");
          case IOException e -> throw InputFiles.unreadable(file, e);
        };
    problem.initCause(cause);
    return problem;
  }

  /** What Jackson says, without where it says that it may not say more. */
  public static String reason(JacksonException e) {
    return e.getOriginalMessage().replaceAll(" \\(start marker at \\[Source: [^\\]]*\\]\\)", "");
  }

  private static InputException malformed(Path file, String where, String message) {
    return new InputException(ProblemCode.MALFORMED_JSON, file, where, message);
  }

  private static String where(JsonLocation at) {
    return at == null ? "" : "line " + at.getLineNr() + " column " + at.getColumnNr();
  }
}
