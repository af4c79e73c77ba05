package dev.npexport.engine.format.activation.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;

/** One line of a JSONL cache: a feature in a prompt. Filled again for each line. */
final class JsonlRow {

  private final Path file;
  private final IntList tokens = new IntList();
  private final DoubleList values = new DoubleList();
  private int feature;
  private int prompt;

  JsonlRow(Path file) {
    this.file = file;
  }

  int feature() {
    return feature;
  }

  int prompt() {
    return prompt;
  }

  IntList tokens() {
    return tokens;
  }

  DoubleList values() {
    return values;
  }

  /**
   * Reads the line whose object {@code parser} stands on.
   *
   * @throws InputException naming line and field if one is unknown, missing or wrong
   */
  void read(long line, JsonParser parser) throws IOException {
    Fields fields = new Fields(file, line, parser);
    feature = -1;
    prompt = -1;
    boolean hasTokens = false;
    boolean hasValues = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "feature_index" -> feature = (int) fields.whole(Integer.MAX_VALUE - 1);
        case "prompt_index" -> prompt = (int) fields.whole(Integer.MAX_VALUE - 1);
        case "token_ids" -> {
          fields.indices(tokens);
          hasTokens = true;
        }
        case "values" -> {
          fields.numbers(values);
          hasValues = true;
        }
        default -> throw fields.unknown(name);
      }
    }
    require(line, "feature_index", feature >= 0);
    require(line, "prompt_index", prompt >= 0);
    require(line, "token_ids", hasTokens);
    require(line, "values", hasValues);
    if (tokens.size() != values.size()) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file,
          JsonLines.line(line),
          "has "
              + tokens.size()
              + " token_ids and "
              + values.size()
              + " values; expected as many of both");
    }
  }

  private void require(long line, String field, boolean there) {
    if (!there) {
      throw new InputException(
          ProblemCode.MISSING_FIELD, file, JsonLines.line(line) + " field " + field, "is missing");
    }
  }
}
