package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What one connection was told of one job, held against the contract: sequence numbers rise,
 * progress does not fall within an attempt, an end comes once, and nothing follows it but a retry.
 */
final class History {

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  private long seq = -1;
  private double progress;
  private boolean ended;

  /**
   * What is wrong with the next event, if anything is.
   *
   * @param retried whether the job has been retried, so that its end need not be the last event
   */
  Optional<String> add(JsonNode event, boolean retried) {
    Optional<String> wrong = look(event, retried);
    seq = event.path("seq").asLong(-1);
    progress = event.path("progress").asDouble(0);
    ended = isEnd(event);
    return wrong;
  }

  private Optional<String> look(JsonNode event, boolean retried) {
    String status = event.path("status").asText();
    double done = event.path("progress").asDouble(-1);
    if (event.path("seq").asLong(-1) <= seq) {
      return wrong("%s came after number %d", event, seq);
    }
    if (isEnd(event) != ENDS.contains(status)) {
      return wrong("type and status of %s contradict each other%s", event, "");
    }
    if (ended && !retried) {
      return wrong("%s came after an end, number %d", event, seq);
    }
    if (!ended && !retried && done < progress && !status.equals("failed")) {
      return wrong("%s came after a progress of %s", event, progress);
    }
    return Optional.empty();
  }

  private static Optional<String> wrong(String text, JsonNode event, Object before) {
    return Optional.of(text.formatted(event, before));
  }

  boolean ended() {
    return ended;
  }

  static boolean isEnd(JsonNode event) {
    return ENDS.contains(event.path("type").asText());
  }
}
