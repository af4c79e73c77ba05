package dev.npexport.engine.format.activation;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Lists of token ids as caches write them. */
public final class TokenIds {

  private TokenIds() {}

  /** Ids ascending, each once. */
  public static int[] normalized(int[] ids) {
    return Arrays.stream(ids).sorted().distinct().toArray();
  }

  /** Ids separated by commas. */
  public static String format(int[] ids) {
    return Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  /**
   * Reads ids separated by commas; an empty text means none.
   *
   * @throws InputException naming {@code where} if one is not a token id
   */
  public static int[] parse(Path file, String where, String text) {
    if (text.isBlank()) {
      return new int[0];
    }
    String[] parts = text.split(",", -1);
    int[] ids = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      if (!part.matches("[0-9]{1,9}")) {
        throw new InputException(
            ProblemCode.INVALID_FIELD,
            file,
            where,
            "is \"" + text + "\"; expected token ids separated by commas");
      }
      ids[i] = Integer.parseInt(part);
    }
    return normalized(ids);
  }
}
