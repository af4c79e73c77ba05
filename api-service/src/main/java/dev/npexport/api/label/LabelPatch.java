package dev.npexport.api.label;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.engine.format.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of one label: a field that is absent stays, a null or an empty text clears it (RFC 7396,
 * JSON merge patch).
 */
public final class LabelPatch {

  private static final List<String> TEXTS =
      List.of("label", "category", "description", "method", "model");
  private static final String SCORE = "score";

  private final JsonNode body;
  private final List<ProblemItem> problems = new ArrayList<>();

  private LabelPatch(JsonNode body) {
    this.body = body;
  }

  /**
   * The label after the change; empty when neither a label nor a description is left, for the rest
   * says nothing without them.
   *
   * @param current the label before it
   * @throws ApiException with every problem of the body
   */
  public static Optional<Label> apply(JsonNode body, int feature, Optional<Label> current) {
    return new LabelPatch(body).applyTo(feature, current);
  }

  private Optional<Label> applyTo(int feature, Optional<Label> current) {
    if (!body.isObject()) {
      throw new ApiException(
          ErrorCode.MALFORMED_JSON,
          ProblemItem.of(ErrorCode.MALFORMED_JSON, "", "expected a JSON object"));
    }
    refuseUnknownFields();
    Label label =
        new Label(
            feature,
            text("label", current.flatMap(Label::label)),
            text("category", current.flatMap(Label::category)),
            text("description", current.flatMap(Label::description)),
            text("method", current.flatMap(Label::method)),
            text("model", current.flatMap(Label::model)),
            score(current.flatMap(Label::score)),
            current.flatMap(Label::createdAt));
    boolean says = label.label().isPresent() || label.description().isPresent();
    if (!says && problems.isEmpty() && asksForMore()) {
      problem("label", "expected a label or a description, for the other fields to be about");
    }
    if (!problems.isEmpty()) {
      throw new ApiException(ErrorCode.INVALID_FIELD, problems);
    }
    return says ? Optional.of(label) : Optional.empty();
  }

  private void refuseUnknownFields() {
    List<ProblemItem> unknown =
        body.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !TEXTS.contains(name) && !name.equals(SCORE))
            .map(
                name ->
                    ProblemItem.of(
                        ErrorCode.UNKNOWN_FIELD,
                        name,
                        "unknown field; known here: %s, %s"
                            .formatted(String.join(", ", TEXTS), SCORE)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ApiException(ErrorCode.UNKNOWN_FIELD, unknown);
    }
  }

  private Optional<String> text(String field, Optional<String> current) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return current;
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      problem(field, "expected a text or null");
      return Optional.empty();
    }
    LabelTexts.problem(field, value.textValue()).ifPresent(found -> problem(field, found));
    return Optional.of(value.textValue()).filter(text -> !text.isBlank());
  }

  private Optional<Double> score(Optional<Double> current) {
    JsonNode value = body.path(SCORE);
    if (value.isMissingNode()) {
      return current;
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      problem(SCORE, "expected a finite number or null");
      return Optional.empty();
    }
    return Optional.of(value.doubleValue());
  }

  /** Whether the body sets a field, rather than clearing everything. */
  private boolean asksForMore() {
    return body.properties().stream()
        .map(Map.Entry::getValue)
        .anyMatch(value -> !value.isNull() && !(value.isTextual() && value.textValue().isBlank()));
  }

  private void problem(String field, String message) {
    problems.add(ProblemItem.of(ErrorCode.INVALID_FIELD, field, message));
  }
}
