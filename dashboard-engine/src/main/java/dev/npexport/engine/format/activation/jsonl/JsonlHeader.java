package dev.npexport.engine.format.activation.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.npexport.engine.format.activation.TokenIds;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a JSONL cache.
 *
 * @param countedTokens positions of the whole run less the ignored ones; required, since prompts in
 *     which nothing fires need not have a line
 */
record JsonlHeader(
    Optional<String> hookName,
    Optional<String> model,
    long countedTokens,
    Optional<int[]> ignoredTokenIds,
    boolean decoderNormFolded) {

  static final String FORMAT = "npexport-activations-jsonl";

  /**
   * Reads the line whose object {@code parser} stands on.
   *
   * @throws InputException naming the field if one is unknown, missing or wrong
   */
  static JsonlHeader read(Path file, long line, JsonParser parser) throws IOException {
    Fields fields = new Fields(file, line, parser);
    String format = null;
    long version = -1;
    String hook = null;
    String model = null;
    long counted = -1;
    int[] ignored = null;
    boolean folded = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "format" -> format = fields.text();
        case "version" -> version = fields.whole(Long.MAX_VALUE);
        case "hook_name" -> hook = fields.text();
        case "model" -> model = fields.text();
        case "counted_tokens" -> counted = fields.whole(Long.MAX_VALUE);
        case "ignored_token_ids" -> ignored = TokenIds.normalized(fields.indices());
        case "decoder_norm_folded" -> folded = fields.bool();
        default -> throw fields.unknown(name);
      }
    }
    if (format == null || !format.equals(FORMAT)) {
      throw fields.wrong("format", format == null ? "is missing" : "is " + format, FORMAT);
    }
    if (version != 1) {
      throw fields.wrong("version", version < 0 ? "is missing" : "is " + version, "1");
    }
    if (counted < 0) {
      throw new InputException(
          Problem.of(
              ProblemCode.MISSING_FIELD,
              file,
              JsonLines.line(line) + " field counted_tokens",
              "is missing; without it there is no density"));
    }
    return new JsonlHeader(
        Optional.ofNullable(hook),
        Optional.ofNullable(model),
        counted,
        Optional.ofNullable(ignored),
        folded);
  }
}
