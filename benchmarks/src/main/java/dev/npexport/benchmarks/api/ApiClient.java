package dev.npexport.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.benchmarks.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of the API that have to succeed. */
record ApiClient(HttpClient http, URI base) {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode get(String path) throws InterruptedException {
    return read(bytes(path));
  }

  /** The answer as it comes, unread. */
  byte[] bytes(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path)));
  }

  /** Seconds from asking until the whole answer is here. */
  double secondsOf(String path) throws InterruptedException {
    long start = System.nanoTime();
    bytes(path);
    return (System.nanoTime() - start) * 1e-9;
  }

  JsonNode post(String path, String body) throws InterruptedException {
    return post(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
  }

  JsonNode post(String path, String type, HttpRequest.BodyPublisher body)
      throws InterruptedException {
    return read(
        send(HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", type).POST(body)));
  }

  JsonNode patch(String path, String body) throws InterruptedException {
    return read(
        send(
            HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))));
  }

  private byte[] send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new BenchFailure(
            "the API answered %d: %s".formatted(answer.statusCode(), new String(answer.body())));
      }
      return answer.body();
    } catch (IOException e) {
      throw new BenchFailure("the API does not answer", e);
    }
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new BenchFailure("the API answers with what is not JSON", e);
    }
  }
}
