package dev.npexport.engine.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the fields of one JSON object; every field that is wrong is a problem, not an end. */
final class OptionReader {

  /** A list of indices for the largest SAEs there are; more would be a mistake or an attack. */
  private static final int LONGEST_LIST = 4_194_304;

  private static final int LONGEST_TEXT = 4_096;

  private final JsonNode object;
  private final String prefix;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  OptionReader(JsonNode object, String prefix, Problems problems) {
    this.object = object;
    this.prefix = prefix;
    this.problems = problems;
  }

  boolean flag(String name, boolean ifAbsent) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return ifAbsent;
    }
    if (!node.isBoolean()) {
      wrong(name, "expected true or false, found " + shown(node));
      return ifAbsent;
    }
    return node.booleanValue();
  }

  int whole(String name, int least, int most, int ifAbsent) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return ifAbsent;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      wrong(
          name,
          "expected a whole number from %d to %d, found %s".formatted(least, most, shown(node)));
      return ifAbsent;
    }
    return node.intValue();
  }

  /** As {@link #whole(String, int, int, int)}, for a number that has no default. */
  Optional<Integer> whole(String name, int least, int most) {
    return take(name).isMissingNode()
        ? Optional.empty()
        : Optional.of(whole(name, least, most, least));
  }

  long wholeLong(String name, long ifAbsent) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return ifAbsent;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      wrong(name, "expected a whole number of 64 bits, found " + shown(node));
      return ifAbsent;
    }
    return node.longValue();
  }

  Optional<Double> share(String name) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    // the comparison is written so that NaN fails it
    if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
      wrong(name, "expected a number from 0 to 1, found " + shown(node));
      return Optional.empty();
    }
    return Optional.of(node.doubleValue());
  }

  <E extends Enum<E>> E choice(String name, E ifAbsent) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return ifAbsent;
    }
    E[] all = ifAbsent.getDeclaringClass().getEnumConstants();
    for (E one : all) {
      if (node.isTextual() && node.textValue().equals(wire(one))) {
        return one;
      }
    }
    String names = Stream.of(all).map(OptionReader::wire).collect(Collectors.joining(", "));
    wrong(name, "expected one of %s, found %s".formatted(names, shown(node)));
    return ifAbsent;
  }

  Optional<String> text(String name) {
    JsonNode node = take(name);
    return node.isMissingNode() ? Optional.empty() : textOf(name, node);
  }

  Optional<List<String>> texts(String name) {
    List<String> values = new ArrayList<>();
    return list(name, (where, node) -> textOf(where, node).ifPresent(values::add))
        ? Optional.of(List.copyOf(values))
        : Optional.empty();
  }

  Optional<List<Integer>> indices(String name) {
    List<Integer> values = new ArrayList<>();
    boolean given =
        list(
            name,
            (where, node) -> {
              if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0) {
                values.add(node.intValue());
              } else {
                wrong(where, "expected a feature index, found " + shown(node));
              }
            });
    return given ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  /** The object under {@code name}; an empty one if it is absent. */
  OptionReader inner(String name) {
    JsonNode node = take(name);
    if (!node.isMissingNode() && !node.isObject()) {
      wrong(name, "expected an object, found " + shown(node));
      return new OptionReader(MissingNode.getInstance(), prefix + name + ".", problems);
    }
    return new OptionReader(node, prefix + name + ".", problems);
  }

  /** Call last: whatever was not asked for is not an option. */
  void refuseUnknown() {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        wrong(name, "there is no such option; known are " + String.join(", ", known));
      }
    }
  }

  void wrong(String name, String message) {
    problems.add(Problem.option(prefix + name, message));
  }

  void wrongName(String name, String message) {
    problems.add(new Problem(ProblemCode.INVALID_NAME, "", prefix + name, message));
  }

  static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private JsonNode take(String name) {
    known.add(name);
    return object.path(name);
  }

  private boolean list(String name, ElementReader reader) {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return false;
    }
    if (!node.isArray()) {
      wrong(name, "expected a list, found " + shown(node));
      return false;
    }
    if (node.size() > LONGEST_LIST) {
      wrong(name, "expected at most %d entries, found %d".formatted(LONGEST_LIST, node.size()));
      return false;
    }
    for (int i = 0; i < node.size(); i++) {
      reader.read(name + "[" + i + "]", node.get(i));
    }
    return true;
  }

  private Optional<String> textOf(String name, JsonNode node) {
    if (!node.isTextual()) {
      wrong(name, "expected a text, found " + shown(node));
      return Optional.empty();
    }
    String text = node.textValue();
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      wrong(name, "expected 1 to %d characters, found %d".formatted(LONGEST_TEXT, text.length()));
      return Optional.empty();
    }
    if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(OptionReader::isLoneSurrogate)) {
      wrong(name, "expected text without NUL and without half of a surrogate pair");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String shown(JsonNode node) {
    String json = node.toString();
    return json.length() <= 80 ? json : json.substring(0, 77) + "...";
  }

  private interface ElementReader {
    void read(String where, JsonNode node);
  }
}
