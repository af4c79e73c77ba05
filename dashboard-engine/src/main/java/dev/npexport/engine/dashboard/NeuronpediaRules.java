package dev.npexport.engine.dashboard;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Neuronpedia names may look like. Its importer checks nothing, and a name that breaks these
 * rules gives pages that cannot be reached.
 */
public final class NeuronpediaRules {

  /** Longest model id, source set or release. */
  public static final int LONGEST = 32;

  private static final Pattern MODEL_ID = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
  private static final Pattern SET = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

  private NeuronpediaRules() {}

  /** What is wrong with a model id, or empty. */
  public static Optional<String> modelId(String name) {
    if (!MODEL_ID.matcher(name).matches()) {
      return Optional.of(
          "expected lower-case letters, digits, dots and dashes, beginning and ending with a letter"
              + " or digit, found \""
              + name
              + "\"");
    }
    return tooLong(name);
  }

  /** What is wrong with a source set, or empty. */
  public static Optional<String> sourceSet(String name) {
    if (!SET.matcher(name).matches()) {
      return Optional.of(
          "expected lower-case letters, digits and dashes, beginning with a letter and not ending"
              + " with a dash, found \""
              + name
              + "\"");
    }
    if (name.contains("--")) {
      return Optional.of("expected no two dashes in a row, found \"" + name + "\"");
    }
    if (name.equals("neurons")) {
      return Optional.of(
          "\"neurons\" is Neuronpedia's own set of MLP neurons; choose another name");
    }
    return tooLong(name);
  }

  /** What is wrong with a release, or empty; a model id of the same name would hide its page. */
  public static Optional<String> release(String name, Optional<String> modelId) {
    Optional<String> wrong = sourceSet(name);
    if (wrong.isEmpty() && modelId.filter(name::equals).isPresent()) {
      return Optional.of("expected a name that differs from the model id \"" + name + "\"");
    }
    return wrong;
  }

  private static Optional<String> tooLong(String name) {
    return name.length() > LONGEST
        ? Optional.of(
            "expected at most %d characters, found %d in \"%s\""
                .formatted(LONGEST, name.length(), name))
        : Optional.empty();
  }
}
