package dev.npexport.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a problem+json answer (RFC 9457) into text: one line for each entry of {@code problems}
 * (file, where, message), else the detail or the title.
 */
final class ApiProblems {

  private static final int UNAUTHENTICATED = 401;
  private static final int LONGEST_RAW_ANSWER = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ApiProblems() {}

  static ApiException of(int status, String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.isObject()) {
        return new ApiException(text(answer, status));
      }
    } catch (JsonProcessingException notJson) {
      // Some other program answered; its words are shown as they are.
    }
    String shown =
        body.length() > LONGEST_RAW_ANSWER ? body.substring(0, LONGEST_RAW_ANSWER) + "…" : body;
    return new ApiException("the API answered with status %d: %s".formatted(status, shown.strip()));
  }

  /** One line for each problem of a list; empty where there is none. */
  static Optional<String> lines(JsonNode problems) {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add(sentence(problem)));
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static String text(JsonNode answer, int status) {
    List<String> lines = new ArrayList<>();
    lines(answer.path("problems")).ifPresent(lines::add);
    if (lines.isEmpty()) {
      lines.add(
          Stream.of("detail", "title")
              .map(field -> answer.path(field).asText(""))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("the API answered with status " + status));
    }
    if (status == UNAUTHENTICATED) {
      lines.add(
          "the command line shows the token of %s and no other: set that for it and for the service"
              .formatted(ApiCredential.VARIABLE));
    }
    return String.join("\n", lines);
  }

  private static String sentence(JsonNode problem) {
    if (problem.isTextual()) {
      return problem.asText();
    }
    StringBuilder line = new StringBuilder();
    for (String field : List.of("file", "where")) {
      String part = problem.path(field).asText("");
      if (!part.isEmpty()) {
        line.append(part).append(": ");
      }
    }
    return line.append(problem.path("message").asText(problem.toString())).toString();
  }
}
