package dev.npexport.worker.shard;

import dev.npexport.model.message.ShardMessage;
import dev.npexport.model.message.Topology;
import dev.npexport.worker.message.Delivery;
import dev.npexport.worker.message.MessageReader;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Computes shards, one at a time; a message is acknowledged once the row says so. */
@ApplicationScoped
class ShardConsumer {

  private final ShardRunner runner;
  private final MessageReader reader;
  private final Delivery delivery;

  @Inject
  ShardConsumer(ShardRunner runner, MessageReader reader, Delivery delivery) {
    this.runner = runner;
    this.reader = reader;
    this.delivery = delivery;
  }

  @Incoming("shards")
  @Blocking("shards")
  void compute(byte[] body) {
    delivery.handle(
        () ->
            reader
                .read(Topology.SHARDS, body, ShardMessage.class)
                .ifPresent(message -> runner.run(message.jobId(), message.number())));
  }
}
