package dev.npexport.engine.format.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads YAML files as they come from strangers, as trees of JSON values: no tag makes an object, an
 * alias is refused, no key stands twice, nothing follows the first document.
 */
public final class YamlFiles {

  /**
   * Some times the largest known. The parser makes up to 500 bytes of tokens, events and marks for
   * a character, so that this is also what a file can cost: 8 MiB, of which little is held at a
   * time.
   */
  private static final long LIMIT = 16L << 10;

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          // A value that is not there is null, as YAML says; a builder does not keep this default.
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  private YamlFiles() {}

  /**
   * Reads a file that holds one mapping.
   *
   * @throws InputException if the file is missing, unreadable, too large or not one mapping
   */
  public static ObjectNode readObject(Path file) {
    InputFiles.requireAtMost(file, LIMIT);
    try {
      String text = Files.readString(file);
      try (JsonParser yaml = new WithoutAliases(parser(text))) {
        JsonNode node = MAPPER.readTree(yaml);
        if (yaml.nextToken() != null) {
          throw malformed(file, "", "holds more than one document");
        }
        if (node instanceof ObjectNode object) {
          return object;
        }
        throw malformed(file, "", "expected a mapping, found " + (node == null ? "none" : node));
      }
    } catch (JsonProcessingException e) {
      InputException problem =
          malformed(
              file,
              e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
              "not valid YAML: " + e.getOriginalMessage());
      problem.initCause(e);
      throw problem;
    } catch (IOException e) {
      throw JsonFiles.failure(file, e);
    }
  }

  private static YAMLParser parser(String text) throws IOException {
    return (YAMLParser) MAPPER.getFactory().createParser(new StringReader(text));
  }

  private static InputException malformed(Path file, String where, String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, file, where, message);
  }

  /** Jackson gives an alias as the text of its name, which would pass for a value. */
  private static final class WithoutAliases extends JsonParserDelegate {

    private final YAMLParser yaml;

    WithoutAliases(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = yaml.nextToken();
      if (yaml.isCurrentAlias()) {
        throw new JsonParseException(this, "has an alias; aliases are not read");
      }
      return token;
    }
  }
}
