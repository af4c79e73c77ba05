package dev.npexport.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final History history = new History();

  @Test
  void acceptsAJobThatMovesForwardToItsEnd() {
    assertThat(add("state", 3, "pending", 0)).isEmpty();
    assertThat(add("progress", 4, "computing", 0.2)).isEmpty();
    assertThat(add("progress", 9, "packaging", 0.95)).isEmpty();
    assertThat(history.ended()).isFalse();
    assertThat(add("completed", 10, "completed", 1)).isEmpty();
    assertThat(history.ended()).isTrue();
  }

  @Test
  void findsWhatComesLateOrTwice() {
    add("progress", 4, "computing", 0.2);
    assertThat(add("progress", 4, "computing", 0.2)).isPresent();
    add("failed", 6, "failed", 0.3);
    assertThat(add("failed", 6, "failed", 0.3)).isPresent();
  }

  @Test
  void findsProgressAfterAnEndAndAllowsItAfterARetry() {
    add("failed", 6, "failed", 0.3);
    assertThat(add("progress", 7, "computing", 0.4)).isPresent();
    add("failed", 8, "failed", 0.3);
    assertThat(history.add(event("progress", 9, "computing", 0.1), true)).isEmpty();
  }

  @Test
  void findsProgressThatFalls() {
    add("progress", 4, "computing", 0.2);
    assertThat(add("progress", 5, "computing", 0.1)).isPresent();
  }

  private Optional<String> add(String type, long seq, String status, double progress) {
    return history.add(event(type, seq, status, progress), false);
  }

  private static JsonNode event(String type, long seq, String status, double progress) {
    return new ObjectMapper()
        .createObjectNode()
        .put("type", type)
        .put("seq", seq)
        .put("status", status)
        .put("progress", progress);
  }
}
