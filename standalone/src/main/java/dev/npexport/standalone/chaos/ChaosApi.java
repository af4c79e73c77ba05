package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The HTTP API to somebody who expects it to be away at times: every answer is looked at. */
final class ChaosApi {

  private static final String EXPORT = "/api/v1/neuronpedia/export";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String url;

  ChaosApi(String url) {
    this.url = url;
  }

  /**
   * An answer.
   *
   * @param status 0 when there was none
   */
  record Answer(int status, JsonNode body) {

    boolean isSuccess() {
      return status / 100 == 2;
    }

    /** Whether asking again may help. */
    boolean isAway() {
      return status == 0 || status >= 500;
    }
  }

  HttpClient http() {
    return http;
  }

  URI events(Optional<String> job) {
    String path = job.map(id -> "/ws/neuronpedia/export/" + id).orElse("/ws/neuronpedia/exports");
    return URI.create(url.replaceFirst("^http", "ws") + path);
  }

  Answer register(JsonNode registration) throws InterruptedException {
    return post("/api/v1/saes", Optional.of(registration), Optional.empty());
  }

  /** With a key, so that a request whose answer was lost can be sent again. */
  Answer start(JsonNode export, String key) throws InterruptedException {
    return post(EXPORT, Optional.of(export), Optional.of(key));
  }

  Answer cancel(String job) throws InterruptedException {
    return post(EXPORT + "/" + job + "/cancel", Optional.empty(), Optional.empty());
  }

  Answer retry(String job) throws InterruptedException {
    return post(EXPORT + "/" + job + "/retry", Optional.empty(), Optional.empty());
  }

  Answer delete(String job) throws InterruptedException {
    return send(request(EXPORT + "/" + job).DELETE());
  }

  Answer show(String job) throws InterruptedException {
    return send(request(EXPORT + "/" + job).GET());
  }

  private Answer post(String path, Optional<JsonNode> body, Optional<String> key)
      throws InterruptedException {
    HttpRequest.Builder request = request(path);
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    if (body.isEmpty()) {
      return send(request.POST(HttpRequest.BodyPublishers.noBody()));
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.orElseThrow().toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), parse(answer.body()));
    } catch (IOException away) {
      return new Answer(0, MissingNode.getInstance());
    }
  }

  private JsonNode parse(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
