package dev.npexport.engine.format.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the fields of one JSON object and collects what is wrong with them. A field that is null
 * counts as absent. A wrong one is reported and read as absent.
 */
public final class JsonFields {

  private final Path file;
  private final String prefix;
  private final ObjectNode object;
  private final Problems problems;

  public JsonFields(Path file, ObjectNode object, Problems problems) {
    this(file, "", object, problems);
  }

  private JsonFields(Path file, String prefix, ObjectNode object, Problems problems) {
    this.file = file;
    this.prefix = prefix;
    this.object = object;
    this.problems = problems;
  }

  /** The fields of an object inside this one; an empty object if it is absent. */
  public JsonFields inner(String name) {
    Optional<JsonNode> node = node(name);
    if (node.isPresent() && !node.get().isObject()) {
      wrong(name, "an object", node.get());
    }
    ObjectNode inner =
        node.filter(JsonNode::isObject)
            .map(found -> (ObjectNode) found)
            .orElseGet(object::objectNode);
    return new JsonFields(file, prefix + name + ".", inner, problems);
  }

  public boolean has(String name) {
    return node(name).isPresent();
  }

  /** A whole number from 1; reported if absent, and then empty. */
  public OptionalInt requireSize(String name) {
    reportIfAbsent(name, "a whole number");
    return size(name);
  }

  /** A whole number from 1. */
  public OptionalInt size(String name) {
    Optional<JsonNode> node = node(name);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!node.get().isIntegralNumber() || !node.get().canConvertToInt() || node.get().asInt() < 1) {
      wrong(name, "a whole number from 1", node.get());
      return OptionalInt.empty();
    }
    return OptionalInt.of(node.get().asInt());
  }

  /** A text; reported if absent, and then empty. */
  public Optional<String> requireText(String name) {
    reportIfAbsent(name, "a text");
    return text(name);
  }

  public Optional<String> text(String name) {
    Optional<JsonNode> node = node(name);
    if (node.isPresent() && !node.get().isTextual()) {
      wrong(name, "a text", node.get());
    }
    return node.filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  public Optional<Boolean> flag(String name) {
    Optional<JsonNode> node = node(name);
    if (node.isPresent() && !node.get().isBoolean()) {
      wrong(name, "true or false", node.get());
    }
    return node.filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  public Optional<Double> number(String name) {
    Optional<JsonNode> node = node(name);
    if (node.isPresent() && !node.get().isNumber()) {
      wrong(name, "a number", node.get());
    }
    return node.filter(JsonNode::isNumber).map(JsonNode::doubleValue);
  }

  /** The value as it stands; empty if absent or null. */
  public Optional<JsonNode> node(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  /** Reports a field whose value does not do. */
  public void wrong(String name, String expected, JsonNode found) {
    invalid(name, "expected " + expected + ", found " + shortened(found.toString()));
  }

  /** Reports a field whose value does not do, in any words. */
  public void invalid(String name, String message) {
    Problem problem =
        Problem.of(ProblemCode.INVALID_FIELD, file, "field " + prefix + name, message);
    // A field may be looked at more than once; its problem is told once.
    if (!problems.list().contains(problem)) {
      problems.add(problem);
    }
  }

  private void reportIfAbsent(String name, String what) {
    if (!has(name)) {
      problems.add(
          ProblemCode.MISSING_FIELD, file, "field " + prefix + name, "is missing; " + what);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
