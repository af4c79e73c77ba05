package dev.npexport.api.label;

import dev.npexport.engine.format.label.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long the texts of a label may be, and what they may not contain. */
final class LabelTexts {

  static final int LABEL = 1_000;
  static final int DESCRIPTION = 20_000;
  static final int NAME = 200;

  private LabelTexts() {}

  static int limit(String field) {
    return switch (field) {
      case "label" -> LABEL;
      case "description" -> DESCRIPTION;
      default -> NAME;
    };
  }

  /** What is wrong with a text, or empty. */
  static Optional<String> problem(String field, String text) {
    if (text.length() > limit(field)) {
      return Optional.of(
          "has %d characters; expected at most %d".formatted(text.length(), limit(field)));
    }
    if (text.indexOf('\0') >= 0) {
      return Optional.of("contains U+0000, which texts cannot hold");
    }
    return text.codePoints().anyMatch(LabelTexts::isLoneSurrogate)
        ? Optional.of("contains half of a surrogate pair; expected well-formed Unicode")
        : Optional.empty();
  }

  /** The texts of a label that are there, by field. */
  static Map<String, String> of(Label label) {
    Map<String, String> texts = new LinkedHashMap<>();
    label.label().ifPresent(text -> texts.put("label", text));
    label.category().ifPresent(text -> texts.put("category", text));
    label.description().ifPresent(text -> texts.put("description", text));
    label.method().ifPresent(text -> texts.put("method", text));
    label.model().ifPresent(text -> texts.put("model", text));
    return texts;
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
