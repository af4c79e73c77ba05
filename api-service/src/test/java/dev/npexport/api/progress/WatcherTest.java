package dev.npexport.api.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import dev.npexport.model.message.JobEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatcherTest {

  private static final UUID JOB = new UUID(0, 1);
  private final Watcher watcher = new Watcher();

  @Test
  void sendsTheStateBeforeWhatArrivedEarlier() {
    watcher.offer(progress(JOB, 6));
    watcher.offer(progress(JOB, 4));
    watcher.open(List.of(event(JOB, 5, JobStatus.COMPUTING, "state")));
    assertThat(drain()).containsExactly(5L, 6L);
  }

  @Test
  void dropsWhatIsOlderOrKnown() {
    watcher.open(List.of(progress(JOB, 5)));
    assertThat(drain()).containsExactly(5L);
    watcher.offer(progress(JOB, 5));
    watcher.offer(progress(JOB, 3));
    assertThat(drain()).isEmpty();
  }

  @Test
  void letsANewerEventReplaceAWaitingOne() {
    watcher.open(List.of(progress(JOB, 1)));
    assertThat(next()).isEqualTo(1L);
    watcher.offer(progress(JOB, 2));
    watcher.offer(progress(JOB, 3));
    watcher.sent();
    assertThat(drain()).containsExactly(3L);
  }

  @Test
  void neverReplacesAnEnd() {
    watcher.open(List.of(progress(JOB, 1)));
    assertThat(next()).isEqualTo(1L);
    watcher.offer(end(JOB, 2));
    watcher.offer(progress(JOB, 3)); // a retry
    watcher.sent();
    assertThat(drain()).containsExactly(2L, 3L);
  }

  @Test
  void tellsAnEndThatSharesItsNumberWithProgress() {
    watcher.open(List.of(progress(JOB, 5)));
    drain();
    watcher.offer(end(JOB, 5));
    watcher.offer(end(JOB, 5));
    assertThat(drain()).containsExactly(5L);
  }

  @Test
  void isMonotonicAndEndsOnceWhateverTheOrder() {
    for (int seed = 0; seed < 200; seed++) {
      Watcher shuffled = new Watcher();
      List<JobEvent> events = new ArrayList<>();
      for (long seq = 1; seq <= 20; seq++) {
        events.add(progress(JOB, seq));
        events.add(progress(JOB, seq));
      }
      events.add(end(JOB, 21));
      events.add(end(JOB, 21));
      Collections.shuffle(events, new Random(seed));
      shuffled.open(List.of());
      List<JobEvent> sent = new ArrayList<>();
      Random random = new Random(seed);
      for (JobEvent event : events) {
        shuffled.offer(event);
        if (random.nextBoolean()) {
          take(shuffled).ifPresent(sent::add);
        }
      }
      for (Optional<JobEvent> e = take(shuffled); e.isPresent(); e = take(shuffled)) {
        sent.add(e.get());
      }
      assertThat(sent).extracting(JobEvent::seq).isSorted().doesNotHaveDuplicates();
      assertThat(sent).filteredOn(event -> event.status().isTerminal()).hasSize(1);
      assertThat(sent.getLast().status()).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void keepsJobsApart() {
    UUID other = new UUID(0, 2);
    watcher.open(List.of(progress(JOB, 5), progress(other, 1)));
    assertThat(drain()).containsExactly(5L, 1L);
  }

  private long next() {
    return watcher.next().orElseThrow().seq();
  }

  private List<Long> drain() {
    watcher.sent();
    List<Long> sent = new ArrayList<>();
    for (Optional<JobEvent> e = take(watcher); e.isPresent(); e = take(watcher)) {
      sent.add(e.get().seq());
    }
    return sent;
  }

  private static Optional<JobEvent> take(Watcher watcher) {
    Optional<JobEvent> event = watcher.next();
    event.ifPresent(taken -> watcher.sent());
    return event;
  }

  private static JobEvent progress(UUID job, long seq) {
    return event(job, seq, JobStatus.COMPUTING, "progress");
  }

  private static JobEvent end(UUID job, long seq) {
    return event(job, seq, JobStatus.COMPLETED, "completed");
  }

  private static JobEvent event(UUID job, long seq, JobStatus status, String type) {
    return new JobEvent(type, job, seq, status, Stage.COMPUTING, 0.5, 1, 2, null, null, null);
  }
}
