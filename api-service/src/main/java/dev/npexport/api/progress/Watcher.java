package dev.npexport.api.progress;

import dev.npexport.model.message.JobEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one subscriber has been sent and what waits for it.
 *
 * <p>Events may arrive twice, late and out of order (the broker, the poll of the rows and the state
 * on connect tell the same story): the sequence number decides, so that a subscriber sees a job
 * move forward only and each of its ends once. One event is on its way at a time; meanwhile a newer
 * progress takes the place of waiting progress of the same job, but never of an end, so that a slow
 * reader costs little memory and misses nothing that matters.
 */
final class Watcher {

  /** Ended jobs are forgotten, oldest first, once more than this many jobs were seen. */
  private static final int REMEMBERED_JOBS = 20_000;

  private record Seen(long seq, boolean terminal) {}

  private final Map<UUID, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Seen> eldest) {
          return size() > REMEMBERED_JOBS;
        }
      };

  private final Deque<JobEvent> waiting = new ArrayDeque<>();
  private final List<JobEvent> early = new ArrayList<>();
  private boolean opened;
  private boolean sending;

  /** The present states, which go first; what arrived before them follows if it is newer. */
  synchronized void open(List<JobEvent> states) {
    opened = true;
    states.forEach(this::offer);
    early.forEach(this::offer);
    early.clear();
  }

  /** Keeps an event to be sent, unless the subscriber knows as much already. */
  synchronized void offer(JobEvent event) {
    if (!opened) {
      early.add(event);
      return;
    }
    boolean terminal = event.status().isTerminal();
    Seen last = seen.get(event.jobId());
    if (last != null
        && (event.seq() < last.seq()
            || (event.seq() == last.seq() && (last.terminal() || !terminal)))) {
      return;
    }
    seen.remove(event.jobId()); // so that the newest stands last
    seen.put(event.jobId(), new Seen(event.seq(), terminal));
    waiting.removeIf(
        older -> older.jobId().equals(event.jobId()) && older.type().equals("progress"));
    waiting.addLast(event);
  }

  /** The event to send now; empty while one is on its way or nothing waits. */
  synchronized Optional<JobEvent> next() {
    if (sending || waiting.isEmpty()) {
      return Optional.empty();
    }
    sending = true;
    return Optional.of(waiting.removeFirst());
  }

  /** The event that {@link #next()} gave is sent. */
  synchronized void sent() {
    sending = false;
  }
}
