package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.BenchFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps exports of the shipped sample running: when one has ended, the next begins. */
final class SampleExports implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  private final AtomicInteger completed = new AtomicInteger();
  private final ApiClient api;
  private final String sae;
  private volatile String current;
  private volatile boolean stopped;
  private Thread thread;

  private SampleExports(ApiClient api, Path sample) throws InterruptedException {
    this.api = api;
    this.sae =
        api.post(
                "api/v1/saes",
                """
                {"sae_path": "%1$s/sae", "model_path": "%1$s/model", "labels_path": "%1$s/labels.jsonl",
                 "activations_path": "%1$s/activations/columnar.safetensors"}\
                """
                    .formatted(sample))
            .path("id")
            .asText();
    this.current = start();
  }

  static SampleExports start(ApiClient api, Path sample) throws InterruptedException {
    SampleExports exports = new SampleExports(api, sample);
    exports.thread = Thread.ofVirtual().start(exports::keepRunning);
    return exports;
  }

  /** Exports that ended well so far. */
  int completed() {
    return completed.get();
  }

  /** Where the status of the export that runs now is. */
  String statusPath() {
    return "/" + path();
  }

  private String path() {
    return "api/v1/neuronpedia/export/" + current;
  }

  private String start() throws InterruptedException {
    return api.post("api/v1/neuronpedia/export", "{\"sae_id\": \"%s\"}".formatted(sae))
        .path("id")
        .asText();
  }

  private void keepRunning() {
    try {
      while (!stopped) {
        switch (api.get(path()).path("status").asText()) {
          case "completed" -> {
            completed.incrementAndGet();
            current = start();
          }
          case "failed", "cancelled" -> throw new BenchFailure("an export has failed");
          default -> Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(POLL.multipliedBy(4));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
