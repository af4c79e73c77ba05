package dev.npexport.worker.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.worker.running.RunningWork.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunningWorkTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> calls = new ArrayList<>();
  private boolean ours = true;

  private final RunningWork work =
      new RunningWork(
          new UUID(0, 1),
          "work",
          new RunningWork.Rows() {
            @Override
            public boolean signOfLife(int done) {
              calls.add("sign " + done);
              return ours;
            }

            @Override
            public void report(int done) {
              calls.add("report " + done);
            }
          });

  @Test
  void tellsWhatIsNewOnce() {
    work.featuresDone(3);
    work.featuresDone(2);
    work.tell(NEVER);
    work.tell(NEVER);
    assertThat(calls).containsExactly("sign 5", "report 5");
  }

  @Test
  void saysThatItGoesOnWhenNothingIsNewForLong() {
    work.tell(NEVER);
    assertThat(calls).isEmpty();
    work.tell(Duration.ZERO);
    assertThat(calls).containsExactly("sign 0");
  }

  @Test
  void stopsWhenItIsNoLongerOurs() {
    ours = false;
    work.tell(Duration.ZERO);
    assertThat(work.cancelled()).isTrue();
    assertThat(work.isShutdown()).isFalse();
    work.featuresDone(1);
    work.tell(Duration.ZERO);
    assertThat(calls).containsExactly("sign 0");
  }

  @Test
  @Timeout(20)
  void endsWhatWaitsUntilItWaitsNoLonger() throws Exception {
    var tries = new Semaphore(0);
    var waiting = work.endWith(tries::release);
    work.tell(Duration.ZERO);
    assertThat(tries.availablePermits()).isZero();
    work.stop(StopReason.NOT_OURS);
    tries.acquire();
    while (!tries.tryAcquire()) {
      work.tell(NEVER); // the heartbeat goes on trying
    }
    waiting.close();
    try (var late = work.endWith(tries::release)) {
      tries.acquire();
    }
  }

  @Test
  void keepsTheFirstReasonToStop() {
    work.stop(StopReason.SHUTDOWN);
    work.stop(StopReason.NOT_OURS);
    assertThat(work.isShutdown()).isTrue();
  }
}
