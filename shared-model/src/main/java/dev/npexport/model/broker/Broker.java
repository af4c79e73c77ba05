package dev.npexport.model.broker;

import dev.npexport.model.message.DeadMessage;
import dev.npexport.model.message.JobEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * Publishes to the broker. Each method returns when the broker has confirmed the message, within a
 * bounded time, and throws {@link BrokerUnavailableException} when it has not: then it may or may
 * not arrive. Publish only what is committed.
 */
public interface Broker {

  /** Asks a worker to take the next step of a job. */
  void job(UUID jobId);

  /** Asks a worker to compute a shard. */
  void shard(UUID jobId, int number);

  /**
   * Tells watchers. That nobody listens is no error; a watcher whose connection was broken has to
   * look at the job's row, since events of that time are gone.
   */
  void event(JobEvent event);

  /** Tells every worker that a job was cancelled. */
  void control(UUID jobId);

  /** Puts away the history of a shard or job that failed for good. */
  void dead(DeadMessage message);

  /** Puts away a message that cannot be read, as it is. */
  void unreadable(byte[] body);

  /** Messages that wait on a queue for a consumer. */
  long waiting(String queue);

  /** Whether the broker can be reached now; connects if it has to. */
  boolean reachable();

  /** Why the broker cannot be reached now; empty if it can. */
  default Optional<String> trouble() {
    return reachable() ? Optional.empty() : Optional.of("the broker does not answer");
  }
}
