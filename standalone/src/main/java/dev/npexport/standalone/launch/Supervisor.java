package dev.npexport.standalone.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Keeps one service running: starts it again when it ends by itself, and gives up when that happens
 * too often.
 */
final class Supervisor {

  private static final int ENDS_ALLOWED = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ServiceProcess.Command command;
  private final Watchdog watchdog;
  private final Clock clock;
  private final Consumer<String> notes;
  private final Consumer<String> givesUp;
  private final Deque<Instant> ends = new ArrayDeque<>();
  private ServiceProcess current;
  private boolean stopping;

  /**
   * @param notes hears of every restart
   * @param givesUp hears the reason when the service is not started again
   */
  Supervisor(
      ServiceProcess.Command command,
      Watchdog watchdog,
      Clock clock,
      Consumer<String> notes,
      Consumer<String> givesUp) {
    this.command = command;
    this.watchdog = watchdog;
    this.clock = clock;
    this.notes = notes;
    this.givesUp = givesUp;
  }

  /** Starts the service without watching over it yet: a failing start is the caller's to tell. */
  synchronized ServiceProcess start() {
    current = ServiceProcess.start(command, watchdog);
    return current;
  }

  /** From now on an end that nobody asked for is answered by a new start. */
  synchronized void keepRunning() {
    ServiceProcess watched = current;
    watched.ended().thenRun(() -> onEnd(watched));
  }

  void stop() {
    ServiceProcess last;
    synchronized (this) {
      stopping = true;
      last = current;
    }
    if (last != null) {
      last.stop();
    }
  }

  private synchronized void onEnd(ServiceProcess ended) {
    if (stopping) {
      return;
    }
    Instant now = clock.instant();
    ends.addLast(now);
    while (ends.getFirst().isBefore(now.minus(WINDOW))) {
      ends.removeFirst();
    }
    if (ends.size() > ENDS_ALLOWED) {
      givesUp.accept(ended.lastWords());
      return;
    }
    notes.accept(
        "%s ended with exit code %d; starting it again"
            .formatted(command.name(), ended.ended().join()));
    start();
    keepRunning();
  }
}
