package dev.npexport.api.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import dev.npexport.model.message.JobEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final UUID JOB = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final FakeConnection connection = new FakeConnection();
  private final Subscription ofJob = subscription(Optional.of(JOB));

  @Test
  void sendsOneEventAtATime() {
    ofJob.open(List.of(event(JOB, 1, JobStatus.PENDING)));
    ofJob.offer(event(JOB, 2, JobStatus.COMPUTING));
    assertThat(sent()).containsExactly("1 pending");
    connection.sendingEnds();
    assertThat(sent()).containsExactly("1 pending", "2 computing");
  }

  @Test
  void closesOnceTheEndIsSent() {
    ofJob.open(List.of(event(JOB, 1, JobStatus.COMPUTING)));
    connection.sendingEnds();
    ofJob.offer(event(JOB, 2, JobStatus.FAILED));
    assertThat(connection.closings()).isEmpty();
    connection.sendingEnds();
    assertThat(connection.closings()).containsExactly("1000 failed");
  }

  @Test
  void sendsNothingAfterTheEndWhileTheConnectionIsBeingClosed() {
    ofJob.open(List.of(event(JOB, 1, JobStatus.COMPUTING)));
    connection.sendingEnds();
    ofJob.offer(event(JOB, 2, JobStatus.COMPLETED));
    ofJob.offer(event(JOB, 3, JobStatus.PENDING)); // waits while the end is being sent
    connection.sendingEnds();
    ofJob.offer(event(JOB, 4, JobStatus.COMPUTING)); // arrives while the connection is being closed
    ofJob.offer(event(JOB, 5, JobStatus.COMPLETED));
    assertThat(sent()).containsExactly("1 computing", "2 completed");
    assertThat(connection.closings()).containsExactly("1000 completed");
    connection.closingEnds();
    ofJob.offer(event(JOB, 6, JobStatus.FAILED));
    assertThat(sent()).containsExactly("1 computing", "2 completed");
    assertThat(connection.closings()).hasSize(1);
  }

  @Test
  void sendsNothingAfterAnEndThatWasThereOnConnect() {
    ofJob.offer(event(JOB, 6, JobStatus.PENDING)); // of a retry, before the row was read
    ofJob.open(List.of(event(JOB, 5, JobStatus.CANCELLED)));
    connection.sendingEnds();
    ofJob.offer(event(JOB, 7, JobStatus.COMPUTING));
    assertThat(sent()).containsExactly("5 cancelled");
    assertThat(connection.closings()).containsExactly("1000 cancelled");
  }

  @Test
  void hearsOfItsJobOnly() {
    ofJob.open(List.of());
    ofJob.offer(event(OTHER, 1, JobStatus.COMPLETED));
    assertThat(sent()).isEmpty();
  }

  @Test
  void goesOnAfterAnEndAmongAllJobs() {
    Subscription ofAll = subscription(Optional.empty());
    ofAll.open(List.of());
    ofAll.offer(event(JOB, 1, JobStatus.COMPLETED));
    ofAll.offer(event(OTHER, 1, JobStatus.COMPUTING));
    ofAll.offer(event(JOB, 2, JobStatus.PENDING)); // a retry
    connection.sendingEnds();
    connection.sendingEnds();
    connection.sendingEnds();
    assertThat(sent()).containsExactly("1 completed", "1 computing", "2 pending");
    assertThat(connection.closings()).isEmpty();
  }

  @Test
  void sendsNothingMoreToAWatcherThatIsGone() {
    ofJob.open(List.of(event(JOB, 1, JobStatus.COMPUTING)));
    connection.breaks(new IOException("gone"));
    ofJob.offer(event(JOB, 2, JobStatus.COMPLETED));
    assertThat(sent()).containsExactly("1 computing");
    assertThat(connection.closings()).isEmpty();
  }

  private Subscription subscription(Optional<UUID> job) {
    return new Subscription(connection, job, new ObjectMapper());
  }

  private List<String> sent() {
    return connection.texts().stream()
        .map(text -> text.path("seq").asText() + " " + text.path("status").asText())
        .toList();
  }

  private static JobEvent event(UUID job, long seq, JobStatus status) {
    String type = status.isTerminal() ? status.wire() : "progress";
    return new JobEvent(type, job, seq, status, Stage.COMPUTING, 0.5, 1, 2, null, null, null);
  }
}
