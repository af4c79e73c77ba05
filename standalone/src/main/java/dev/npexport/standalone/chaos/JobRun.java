package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One job as a client sees it that does not give up: started, watched, now and then cancelled, and
 * retried until it is completed.
 */
final class JobRun {

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");
  private static final int MOST_ATTEMPTS = 8;
  private static final long STEP = 150;

  private final ChaosApi api;
  private final String sae;
  private final Variant variant;
  private final String key;
  private final OptionalLong cancelAfter;
  private final Load load;
  private String job = "";
  private boolean cancelled;

  /**
   * @param key for the request that starts it, so that it may be repeated
   * @param cancelAfter milliseconds after the start
   */
  JobRun(
      ChaosApi api, String sae, Variant variant, String key, OptionalLong cancelAfter, Load load) {
    this.api = api;
    this.sae = sae;
    this.variant = variant;
    this.key = key;
    this.cancelAfter = cancelAfter;
    this.load = load;
  }

  Variant variant() {
    return variant;
  }

  String job() {
    return job;
  }

  /** The completed job; empty when it never got there, which is a violation. */
  Optional<JsonNode> run() throws InterruptedException {
    ObjectNode request = new ObjectMapper().createObjectNode().put("sae_id", sae);
    request.set("config", variant.config());
    ChaosApi.Answer started = persistently(() -> api.start(request, key));
    job = started.body().path("id").asText();
    if (!started.isSuccess() || job.isEmpty()) {
      violation("could not be started: " + started);
      return Optional.empty();
    }
    load.started(this);
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<JsonNode> end = awaitEnd(attempt);
      if (end.isEmpty()) {
        return Optional.empty();
      }
      String status = end.orElseThrow().path("status").asText();
      String code = end.orElseThrow().path("error_code").asText("");
      load.ended(job, status, code);
      if (status.equals("completed")) {
        return end;
      }
      check(end.orElseThrow(), status, code);
      retry(attempt);
    }
    violation("was not completed after %d attempts".formatted(MOST_ATTEMPTS));
    return Optional.empty();
  }

  private void check(JsonNode row, String status, String code) {
    if (status.equals("cancelled") && !cancelled) {
      violation("is cancelled, and nobody asked for it");
    }
    if (status.equals("failed") && !(code.equals("disk_full") && load.diskWasFull())) {
      violation("failed: " + code + ": " + row.path("error_message").asText());
    }
  }

  /** Watches by WebSocket and by asking, until both have told the end. */
  private Optional<JsonNode> awaitEnd(int attempt) throws InterruptedException {
    long begin = System.nanoTime();
    Optional<EventConnection> connection = Optional.empty();
    boolean told = false;
    boolean asked = attempt > 1 || cancelAfter.isEmpty();
    long endedAt = 0;
    try {
      while (true) {
        if (!asked && System.nanoTime() - begin > cancelAfter.getAsLong() * 1_000_000) {
          asked = cancel();
        }
        if (!told) {
          told = connection.filter(open -> open.ended(job)).isPresent();
        }
        if (!told) {
          connection = connected(connection);
        }
        JsonNode row = api.show(job).body();
        boolean ended =
            ENDS.contains(row.path("status").asText()) && row.path("attempts").asInt() >= attempt;
        if (ended && told) {
          awaitClosing(connection.orElseThrow());
          return Optional.of(row);
        }
        endedAt = ended && endedAt == 0 ? System.nanoTime() : endedAt;
        if (tooLate(ended, endedAt, row)) {
          return Optional.empty();
        }
        Thread.sleep(STEP);
      }
    } finally {
      connection.ifPresent(EventConnection::abort);
    }
  }

  private boolean tooLate(boolean ended, long endedAt, JsonNode row) {
    if (ended && load.calmFor(endedAt) > Load.PATIENCE_MILLIS / 3) {
      violation("its watcher was not told of its end: " + row);
      return true;
    }
    if (load.calmFor(0) > Load.PATIENCE_MILLIS) {
      violation("has not ended: " + row);
      return true;
    }
    return false;
  }

  private Optional<EventConnection> connected(Optional<EventConnection> before)
      throws InterruptedException {
    if (before.isPresent() && before.get().awaitClose(0).isEmpty()) {
      return before;
    }
    EventConnection next = new EventConnection(load::violation, load::heard, id -> false);
    return next.connect(api, api.events(Optional.of(job))) ? Optional.of(next) : Optional.empty();
  }

  /** The end is the last event of a connection, and then the server closes it. */
  private void awaitClosing(EventConnection connection) throws InterruptedException {
    if (connection.awaitClose(10_000).isEmpty()) {
      violation("its watcher's connection was not closed after the end");
    }
  }

  /** Whether the API has decided. */
  private boolean cancel() throws InterruptedException {
    ChaosApi.Answer answer = api.cancel(job);
    cancelled |= answer.isSuccess() || answer.isAway();
    return !answer.isAway();
  }

  private void retry(int attempt) throws InterruptedException {
    load.retried(job);
    ChaosApi.Answer answer = persistently(() -> api.retry(job));
    if (answer.status() == 409
        && persistently(() -> api.show(job)).body().path("attempts").asInt() > attempt) {
      return; // a request before this one, whose answer was lost
    }
    if (!answer.isSuccess()) {
      violation("cannot be retried: " + answer);
    }
  }

  private interface Question {
    ChaosApi.Answer ask() throws InterruptedException;
  }

  private ChaosApi.Answer persistently(Question question) throws InterruptedException {
    ChaosApi.Answer answer = question.ask();
    while (answer.isAway() && load.calmFor(0) < Load.PATIENCE_MILLIS) {
      Thread.sleep(STEP);
      answer = question.ask();
    }
    return answer;
  }

  private void violation(String text) {
    load.violation("job " + (job.isEmpty() ? key : job) + " " + text);
  }
}
