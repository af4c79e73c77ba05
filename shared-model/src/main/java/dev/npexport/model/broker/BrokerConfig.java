package dev.npexport.model.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How services talk to the broker. */
@ConfigMapping(prefix = "npexport.broker")
public interface BrokerConfig {

  /**
   * AMQP heartbeat of every connection. A connection that carried nothing for two of them is taken
   * for lost and opened again, also if neither end was told (a power cut, a firewall).
   */
  @WithDefault("10")
  int heartbeatSeconds();

  /**
   * RabbitMQ's type of the queues of work; the embedded broker knows one type and ignores it. The
   * same in all services.
   */
  @WithDefault("quorum")
  String queueType();
}
