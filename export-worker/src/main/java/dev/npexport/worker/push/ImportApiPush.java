package dev.npexport.worker.push;

import dev.npexport.engine.problem.Cancellation;
import dev.npexport.worker.failure.TargetException;
import dev.npexport.worker.running.Ending;
import dev.npexport.worker.running.RunningWork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a Neuronpedia import a source by its route {@code GET /api/admin/import}. It reads the tree
 * from this installation's S3 view, so it has to be started with {@code AWS_ENDPOINT_URL_S3} set to
 * that. The route answers 200 whatever happens: how it went is its last event.
 */
final class ImportApiPush {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final String url;
  private final Optional<String> apiKey;

  ImportApiPush(String url, Optional<String> apiKey) {
    this.url = url.replaceFirst("/+$", "");
    this.apiKey = apiKey;
  }

  /** Has the source imported and waits for the end of that, or until the work is to stop. */
  void run(String modelId, String sourceId, RunningWork work) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/admin/import?modelId=%s&sourceId=%s"
                        .formatted(url, encoded(modelId), encoded(sourceId))))
            .header("Accept", "text/event-stream");
    apiKey.ifPresent(key -> request.header("x-api-key", key));
    // shutting the client down ends what waits for an answer, however long the other side is silent
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        Ending ending = work.endWith(client::shutdownNow)) {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new TargetException(
              "%s answered %d: %s"
                  .formatted(
                      url,
                      response.statusCode(),
                      new String(body.readNBytes(500), StandardCharsets.UTF_8)));
        }
        follow(body, work);
      }
    } catch (IOException e) {
      throw new TargetException("%s: %s".formatted(url, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted while %s imports".formatted(url), e);
    }
  }

  /** Reads server-sent events until one says how it ended. */
  private void follow(InputStream events, RunningWork work) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
    String event = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      new Cancellation(work::cancelled).check();
      if (line.startsWith("event:")) {
        event = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:") && event.equals("error")) {
        throw new TargetException(
            "%s: its import failed: %s".formatted(url, line.substring("data:".length()).strip()));
      } else if (line.startsWith("data:") && event.equals("complete")) {
        return;
      } else if (line.isEmpty()) {
        switch (event) {
          case "complete" -> {
            return;
          }
          case "error" -> throw new TargetException(url + ": its import failed without a word");
          default -> event = "";
        }
      }
    }
    throw new TargetException(url + ": the import ended without saying how");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
