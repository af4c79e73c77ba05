package dev.npexport.engine.format.activation.jsonl;

import dev.npexport.engine.format.activation.RaggedPrompts;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one reading of a whole JSONL cache tells: it has no header that says how many prompts,
 * tokens or entries follow.
 */
record JsonlScan(JsonlHeader header, RaggedPrompts prompts, int features, long entries) {

  /**
   * Reads and checks every line.
   *
   * @throws InputException naming the first line that is wrong
   */
  static JsonlScan of(Path file, OptionalInt dSae) {
    Collector collector = new Collector(file, dSae);
    JsonLines.read(
        file,
        (line, parser) -> {
          if (collector.header == null) {
            collector.header = JsonlHeader.read(file, line, parser);
          } else {
            collector.row.read(line, parser);
            collector.add(line);
          }
          return true;
        });
    return collector.finish();
  }

  private static final class Collector {

    private final Path file;
    private final OptionalInt dSae;
    private final JsonlRow row;
    private final PromptCollector prompts = new PromptCollector();
    private JsonlHeader header;
    private int features;
    private long entries;

    Collector(Path file, OptionalInt dSae) {
      this.file = file;
      this.dSae = dSae;
      this.row = new JsonlRow(file);
      this.features = dSae.orElse(0);
    }

    void add(long line) {
      if (dSae.isPresent() && row.feature() >= features) {
        throw refused(
            ProblemCode.INDEX_OUT_OF_RANGE,
            line,
            "feature_index",
            "is " + row.feature() + "; the SAE has " + features + " features");
      }
      features = Math.max(features, row.feature() + 1);
      if (!prompts.add(row.prompt(), row.tokens())) {
        throw refused(
            ProblemCode.INVALID_FIELD,
            line,
            "token_ids",
            "differs from the tokens that an earlier line gives for prompt " + row.prompt());
      }
      for (int i = 0; i < row.values().size(); i++) {
        if (row.values().get(i) != 0) {
          entries++;
        }
      }
    }

    JsonlScan finish() {
      if (header == null) {
        throw new InputException(
            ProblemCode.MISSING_FIELD, file, "line 1", "is missing; expected a header");
      }
      RaggedPrompts all = prompts.prompts();
      Optional<int[]> ignored = header.ignoredTokenIds();
      if (ignored.isPresent()) {
        requireCounted(all, ignored.get());
      }
      return new JsonlScan(header, all, features, entries);
    }

    private void requireCounted(RaggedPrompts all, int[] ignored) {
      long seen = 0;
      for (int place = 0; place < all.places(); place++) {
        if (Arrays.binarySearch(ignored, all.token(place)) < 0) {
          seen++;
        }
      }
      if (header.countedTokens() < seen) {
        throw refused(
            ProblemCode.INVALID_FIELD,
            1,
            "counted_tokens",
            "is " + header.countedTokens() + "; the lines alone hold " + seen + " counted tokens");
      }
    }

    private InputException refused(ProblemCode code, long line, String field, String message) {
      return new InputException(
          Problem.of(code, file, JsonLines.line(line) + " field " + field, message));
    }
  }
}
