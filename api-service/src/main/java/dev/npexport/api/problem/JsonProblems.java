package dev.npexport.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Turns what Jackson refuses into an answer that names the field. */
final class JsonProblems {

  private JsonProblems() {}

  static ApiException of(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          new ApiException(
              ErrorCode.UNKNOWN_FIELD,
              ProblemItem.of(
                  ErrorCode.UNKNOWN_FIELD,
                  path(unknown),
                  "unknown field; known here: "
                      + unknown.getKnownPropertyIds().stream()
                          .map(Object::toString)
                          .sorted()
                          .collect(Collectors.joining(", "))));
      case MismatchedInputException mismatch when mismatch.getPath().isEmpty() ->
          new ApiException(
              ErrorCode.MALFORMED_JSON,
              ProblemItem.of(ErrorCode.MALFORMED_JSON, "", "expected a JSON object"));
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          new ApiException(
              ErrorCode.INVALID_FIELD,
              ProblemItem.of(ErrorCode.INVALID_FIELD, path(mapping), sentence(mapping)));
      default ->
          new ApiException(
              ErrorCode.MALFORMED_JSON,
              ProblemItem.of(ErrorCode.MALFORMED_JSON, place(e.getLocation()), sentence(e)));
    };
  }

  /** {@code config.feature_indices[3]} */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** Jackson's own sentence without the names of our classes that follow it. */
  private static String sentence(JsonProcessingException e) {
    String text = e.getOriginalMessage().lines().findFirst().orElse("");
    return text.replaceAll("`?(?:java|com|dev|org)\\.[\\w.$]+`?", "value")
        .replaceAll(" \\((?:class|for|through|although|start|from).*$", "");
  }
}
