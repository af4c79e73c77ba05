package dev.npexport.worker.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import dev.npexport.model.message.JobEvent;
import dev.npexport.testkit.RecordingBroker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventSenderTest {

  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private final RecordingBroker broker = new RecordingBroker();
  private final EventSender sender = new EventSender(broker);

  @AfterEach
  void stop() {
    sender.stop(new ShutdownEvent());
  }

  @Test
  void sendsOnlyTheLatestOfAJobThatWaited() throws Exception {
    sender.send(event(FIRST, 1));
    sender.send(event(SECOND, 7));
    sender.send(event(FIRST, 2));
    sender.start(new StartupEvent());
    assertThat(broker.next()).isEqualTo("progress " + SECOND + " 7");
    assertThat(broker.next()).isEqualTo("progress " + FIRST + " 2");
  }

  @Test
  void dropsWhatATerminalEventMakesUseless() throws Exception {
    sender.send(event(FIRST, 1));
    sender.send(event(SECOND, 1));
    sender.drop(FIRST);
    sender.start(new StartupEvent());
    assertThat(broker.next()).isEqualTo("progress " + SECOND + " 1");
  }

  @Test
  void goesOnAfterTheBrokerWasAway() throws Exception {
    sender.start(new StartupEvent());
    broker.down(true);
    sender.send(event(FIRST, 1));
    broker.awaitRefusal();
    broker.down(false);
    sender.send(event(FIRST, 2));
    assertThat(broker.next()).isEqualTo("progress " + FIRST + " 2");
  }

  private static JobEvent event(UUID job, long seq) {
    return new JobEvent(
        "progress", job, seq, JobStatus.COMPUTING, Stage.COMPUTING, 0, 0, 1, null, null, null);
  }
}
