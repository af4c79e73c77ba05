package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.TokenIds;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the header of a columnar cache says beside its tensors. */
record ColumnarMetadata(
    Optional<String> hookName,
    Optional<String> model,
    Optional<int[]> ignoredTokenIds,
    boolean decoderNormFolded) {

  static final String FORMAT = "npexport-activations";
  static final String VERSION = "1";

  static ColumnarMetadata parse(Path file, Map<String, String> header, Problems problems) {
    expect(file, header, "format", FORMAT, problems);
    expect(file, header, "version", VERSION, problems);
    Optional<int[]> ignored =
        Optional.ofNullable(header.get("ignored_token_ids"))
            .flatMap(
                text ->
                    problems.attempt(
                        () -> TokenIds.parse(file, "metadata ignored_token_ids", text)));
    return new ColumnarMetadata(
        Optional.ofNullable(header.get("hook_name")),
        Optional.ofNullable(header.get("model")),
        ignored,
        folded(file, header, problems));
  }

  private static void expect(
      Path file, Map<String, String> header, String key, String want, Problems problems) {
    String found = header.get(key);
    if (found == null) {
      problems.add(
          ProblemCode.MISSING_FIELD, file, "metadata " + key, "is missing; expected " + want);
    } else if (!found.equals(want)) {
      problems.add(
          ProblemCode.INVALID_FIELD, file, "metadata " + key, "is " + found + "; expected " + want);
    }
  }

  private static boolean folded(Path file, Map<String, String> header, Problems problems) {
    String text = header.getOrDefault("decoder_norm_folded", "false");
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(
          ProblemCode.INVALID_FIELD,
          file,
          "metadata decoder_norm_folded",
          "is " + text + "; expected true or false");
    }
    return text.equals("true");
  }
}
