package dev.npexport.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where an export job is: one answer of the API or one event of its WebSocket.
 *
 * @param status pending, computing, packaging, completed, failed or cancelled
 * @param stage planning, computing or packaging; empty before the first
 * @param progress 0 to 1
 * @param featureCount 0 until the job is planned
 * @param fileSize of the archive in bytes, once completed
 * @param sha256 of the archive, once completed
 * @param error what went wrong, once failed: a line for each problem
 */
public record ExportStatus(
    String status,
    String stage,
    double progress,
    long featuresDone,
    long featureCount,
    OptionalDouble featuresPerSecond,
    OptionalDouble etaSeconds,
    OptionalLong fileSize,
    Optional<String> sha256,
    Optional<String> error) {

  private static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled");

  static ExportStatus of(JsonNode json) {
    return new ExportStatus(
        json.path("status").asText(""),
        json.path("stage").asText(""),
        json.path("progress").asDouble(0),
        json.path("features_done").asLong(0),
        json.path("feature_count").asLong(0),
        number(json, "features_per_second"),
        number(json, "eta_seconds"),
        json.path("file_size_bytes").isNumber()
            ? OptionalLong.of(json.path("file_size_bytes").asLong())
            : OptionalLong.empty(),
        text(json, "sha256"),
        ApiProblems.lines(json.path("error_details")).or(() -> text(json, "error_message")));
  }

  /** This state with the pace of an earlier one where it has none: answers do, events do not. */
  ExportStatus withPaceOf(ExportStatus earlier) {
    if (isTerminal() || featuresPerSecond.isPresent() || !stage.equals(earlier.stage)) {
      return this;
    }
    return new ExportStatus(
        status,
        stage,
        progress,
        featuresDone,
        featureCount,
        earlier.featuresPerSecond,
        earlier.etaSeconds,
        fileSize,
        sha256,
        error);
  }

  public boolean isTerminal() {
    return TERMINAL.contains(status);
  }

  public boolean isCompleted() {
    return status.equals("completed");
  }

  private static OptionalDouble number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field).asText("")).filter(value -> !value.isEmpty());
  }
}
