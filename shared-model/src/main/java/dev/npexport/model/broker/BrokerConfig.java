package dev.npexport.model.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How queues are declared. Both services must have the same values. */
@ConfigMapping(prefix = "npexport.broker")
public interface BrokerConfig {

  /** RabbitMQ's type of the queues of work; the embedded broker knows one type and ignores it. */
  @WithDefault("quorum")
  String queueType();
}
