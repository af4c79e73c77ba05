package dev.npexport.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.benchmarks.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps exports of the shipped sample running: when one has ended, the next begins. */
final class SampleExports implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger completed = new AtomicInteger();
  private final HttpClient http;
  private final URI base;
  private final String sae;
  private volatile String current;
  private volatile boolean stopped;
  private Thread thread;

  private SampleExports(HttpClient http, URI base, Path sample) throws InterruptedException {
    this.http = http;
    this.base = base;
    this.sae =
        post(
            "api/v1/saes",
            """
            {"sae_path": "%1$s/sae", "model_path": "%1$s/model", "labels_path": "%1$s/labels.jsonl",
             "activations_path": "%1$s/activations/columnar.safetensors"}\
            """
                .formatted(sample));
    this.current = start();
  }

  static SampleExports start(HttpClient http, URI base, Path sample) throws InterruptedException {
    SampleExports exports = new SampleExports(http, base, sample);
    exports.thread = Thread.ofVirtual().start(exports::keepRunning);
    return exports;
  }

  /** The export that runs now. */
  String current() {
    return current;
  }

  /** Exports that ended well so far. */
  int completed() {
    return completed.get();
  }

  URI statusUri(String export) {
    return base.resolve("api/v1/neuronpedia/export/" + export);
  }

  private String start() throws InterruptedException {
    return post("api/v1/neuronpedia/export", "{\"sae_id\": \"%s\"}".formatted(sae));
  }

  private void keepRunning() {
    try {
      while (!stopped) {
        switch (status()) {
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

  private String status() throws InterruptedException {
    return send(HttpRequest.newBuilder(statusUri(current))).path("status").asText();
  }

  private String post(String path, String body) throws InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .path("id")
        .asText();
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new BenchFailure("the API answered " + answer.statusCode() + ": " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new BenchFailure("the API does not answer", e);
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
