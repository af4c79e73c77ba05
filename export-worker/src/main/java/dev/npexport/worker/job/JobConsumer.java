package dev.npexport.worker.job;

import dev.npexport.model.message.JobMessage;
import dev.npexport.model.message.Topology;
import dev.npexport.worker.message.Delivery;
import dev.npexport.worker.message.MessageReader;
import dev.npexport.worker.running.LogContext;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the next step of jobs, one at a time; a message is acknowledged once the row says so. */
@ApplicationScoped
class JobConsumer {

  private final JobAdvancer advancer;
  private final MessageReader reader;
  private final Delivery delivery;

  @Inject
  JobConsumer(JobAdvancer advancer, MessageReader reader, Delivery delivery) {
    this.advancer = advancer;
    this.reader = reader;
    this.delivery = delivery;
  }

  @Incoming("jobs")
  @Blocking("jobs")
  void receive(byte[] body) {
    delivery.handle(
        () ->
            reader
                .read(Topology.JOBS, body, JobMessage.class)
                .map(JobMessage::jobId)
                .ifPresent(this::advance));
  }

  private void advance(UUID jobId) {
    try (LogContext context = LogContext.job(jobId)) {
      advancer.advance(jobId);
    }
  }
}
