package dev.npexport.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of npexport's HTTP API that the command line uses. */
public final class ApiClient {

  private static final String AUTHORIZATION = "Authorization";
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** Registering reads headers and takes fingerprints of files that may be large. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();
  private final URI base;
  private final Optional<String> authorization;

  /**
   * @param url scheme, host and port, with or without a closing slash
   */
  public ApiClient(String url) {
    this(url, System.getenv());
  }

  ApiClient(String url, Map<String, String> environment) {
    this.base = URI.create(url.endsWith("/") ? url : url + "/");
    this.authorization = ApiCredential.header(environment);
  }

  /** Scheme, host and port, without a closing slash. */
  public String url() {
    String text = base.toString();
    return text.substring(0, text.length() - 1);
  }

  /** Whether an npexport API answers there. */
  public boolean answers() throws InterruptedException {
    HttpRequest request = request(base.resolve("api/v1/saes")).timeout(CONNECT_LIMIT).build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          && answer.headers().firstValue("content-type").orElse("").contains("json");
    } catch (IOException nobodyListens) {
      return false;
    }
  }

  /** Registers an SAE, or finds the same one registered before. */
  public RegisteredSae registerSae(SaeRegistration registration) throws InterruptedException {
    ObjectNode body = json.createObjectNode();
    registration.name().ifPresent(name -> body.put("name", name));
    body.put("sae_path", registration.saePath());
    body.put("model_path", registration.modelPath());
    body.put("activations_path", registration.activationsPath());
    registration.labelsPath().ifPresent(path -> body.put("labels_path", path));
    registration.denseActivationsPath().ifPresent(path -> body.put("dense_activations_path", path));
    JsonNode answer = post("api/v1/saes", body);
    List<String> warnings = new ArrayList<>();
    answer.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return new RegisteredSae(id(answer), warnings);
  }

  /** Starts an export job; its id. */
  public String startExport(String saeId, ObjectNode config) throws InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.put("sae_id", saeId);
    body.set("config", config);
    return id(post("api/v1/neuronpedia/export", body));
  }

  public ExportStatus status(String jobId) throws InterruptedException {
    return ExportStatus.of(send(request(jobUri(jobId, "")).GET()));
  }

  public void cancel(String jobId) throws InterruptedException {
    send(request(jobUri(jobId, "/cancel")).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Where the archive of a completed job is. */
  URI downloadUri(String jobId) {
    return jobUri(jobId, "/download");
  }

  /** Where the events of a job are. */
  URI eventsUri(String jobId) {
    URI http = base.resolve("ws/neuronpedia/export/" + jobId);
    return URI.create(http.toString().replaceFirst("^http", "ws"));
  }

  /** A request that shows who asks. */
  HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    authorization.ifPresent(value -> request.header(AUTHORIZATION, value));
    return request;
  }

  /** A WebSocket that shows who asks. */
  WebSocket.Builder webSocket() {
    WebSocket.Builder socket = http.newWebSocketBuilder();
    authorization.ifPresent(value -> socket.header(AUTHORIZATION, value));
    return socket;
  }

  HttpClient http() {
    return http;
  }

  private URI jobUri(String jobId, String action) {
    return base.resolve("api/v1/neuronpedia/export/" + jobId + action);
  }

  private JsonNode post(String path, ObjectNode body) throws InterruptedException {
    return send(
        request(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private JsonNode send(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request =
        builder.timeout(ANSWER_LIMIT).header("Accept", "application/json").build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw ApiProblems.of(answer.statusCode(), answer.body());
      }
      return json.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new ApiException(request.uri() + " answered with something that is not JSON", e);
    } catch (IOException e) {
      throw new ApiUnreachableException(request.uri().toString(), e);
    }
  }

  private static String id(JsonNode answer) {
    String id = answer.path("id").asText("");
    if (id.isEmpty()) {
      throw new ApiException("the API answered without an id: " + answer);
    }
    return id;
  }
}
