package dev.npexport.standalone.client;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows a job to its end: by the events of its WebSocket, and by asking whenever none has come
 * for a while, so that a lost connection costs a second and not the result.
 */
public final class JobFollower {

  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** How long the API may be away, while it is started again for example. */
  private static final Duration ABSENCE = Duration.ofSeconds(60);

  private final ApiClient api;

  public JobFollower(ApiClient api) {
    this.api = api;
  }

  /**
   * Returns the final state.
   *
   * @param listener sees every state on the way
   */
  public ExportStatus follow(String jobId, Consumer<ExportStatus> listener)
      throws InterruptedException {
    BlockingQueue<ExportStatus> events = new LinkedBlockingQueue<>();
    CompletableFuture<WebSocket> socket =
        api.webSocket().buildAsync(api.eventsUri(jobId), new JobEvents(events));
    try {
      Optional<ExportStatus> last = Optional.empty();
      while (true) {
        ExportStatus event = events.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (event != null && last.isPresent() && isBehind(event, last.get())) {
          continue;
        }
        // Events do not carry the archive's size and hash; the job itself does.
        ExportStatus status = event == null || event.isTerminal() ? ask(jobId) : event;
        status = last.isPresent() ? status.withPaceOf(last.get()) : status;
        last = Optional.of(status);
        listener.accept(status);
        if (status.isTerminal()) {
          return status;
        }
      }
    } finally {
      socket.thenAccept(WebSocket::abort);
    }
  }

  /** An event that was on its way while the job was asked: the bar would jump back and forth. */
  private static boolean isBehind(ExportStatus event, ExportStatus last) {
    return !event.isTerminal() && event.progress() < last.progress();
  }

  private ExportStatus ask(String jobId) throws InterruptedException {
    long deadline = System.nanoTime() + ABSENCE.toNanos();
    while (true) {
      try {
        return api.status(jobId);
      } catch (ApiUnreachableException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(SILENCE);
      }
    }
  }
}
