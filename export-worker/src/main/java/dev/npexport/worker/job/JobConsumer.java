package dev.npexport.worker.job;

import dev.npexport.model.message.JobMessage;
import dev.npexport.model.message.Topology;
import dev.npexport.worker.failure.MessageReader;
import dev.npexport.worker.running.Delivery;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
  void advance(byte[] body) {
    delivery.handle(
        () ->
            reader
                .read(Topology.JOBS, body, JobMessage.class)
                .ifPresent(message -> advancer.advance(message.jobId())));
  }
}
