package dev.npexport.model.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.npexport.model.message.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** A channel in confirm mode and the connection that it alone uses. One thread at a time. */
final class ConfirmingChannel {

  private final Connection connection;
  private final Channel channel;
  private final String queueType;
  private final int timeoutMillis;
  private volatile String lastReturned = "";

  ConfirmingChannel(Connection connection, String queueType, int timeoutMillis) throws IOException {
    this.connection = connection;
    this.queueType = queueType;
    this.channel = connection.createChannel();
    this.timeoutMillis = timeoutMillis;
    channel.addReturnListener(message -> lastReturned = message.getProperties().getMessageId());
    channel.confirmSelect();
    declareTopology();
  }

  /**
   * Publishes and waits for the confirm.
   *
   * @return false when no queue took the message: RabbitMQ returns and then confirms it, Qpid
   *     refuses it and returns it before or after that
   */
  boolean publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body)
      throws IOException, TimeoutException {
    String messageId = UUID.randomUUID().toString();
    channel.basicPublish(
        exchange, key, true, properties.builder().messageId(messageId).build(), body);
    try {
      return channel.waitForConfirms(timeoutMillis) && !messageId.equals(lastReturned);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted before the broker confirmed", e);
    }
  }

  /** Declares every queue and exchange; harmless when they exist. */
  boolean declareTopology() throws IOException {
    for (String queue : Topology.QUEUES) {
      channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", queueType));
    }
    channel.exchangeDeclare(Topology.EVENTS, BuiltinExchangeType.TOPIC, true);
    channel.exchangeDeclare(Topology.CONTROL, BuiltinExchangeType.FANOUT, true);
    return true;
  }

  /** Messages on a queue that no consumer has. */
  long waiting(String queue) throws IOException {
    return channel.messageCount(queue);
  }

  /** One question to the broker and its answer. */
  boolean answers() throws IOException {
    channel.exchangeDeclarePassive(Topology.EVENTS);
    return true;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void close() {
    connection.abort(timeoutMillis);
  }
}
