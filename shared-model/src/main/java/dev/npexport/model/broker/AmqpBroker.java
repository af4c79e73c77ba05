package dev.npexport.model.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.MessageProperties;
import dev.npexport.model.message.ControlMessage;
import dev.npexport.model.message.DeadMessage;
import dev.npexport.model.message.JobEvent;
import dev.npexport.model.message.JobMessage;
import dev.npexport.model.message.ShardMessage;
import dev.npexport.model.message.Topology;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * AMQP 0-9-1 with confirms over one connection. It opens with the first message and again after
 * every failure, so that what is published is either confirmed or reported, never queued in memory.
 */
@ApplicationScoped
public class AmqpBroker implements Broker {

  private static final String DEFAULT_EXCHANGE = "";
  private static final AMQP.BasicProperties PERSISTENT_JSON =
      MessageProperties.MINIMAL_PERSISTENT_BASIC.builder().contentType("application/json").build();

  private final BrokerConnector connector;
  private final ObjectMapper json;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<ConfirmingChannel> open = Optional.empty();

  @Inject
  AmqpBroker(BrokerConnector connector, ObjectMapper json) {
    this.connector = connector;
    this.json = json;
  }

  @Override
  public void job(UUID jobId) {
    publish(DEFAULT_EXCHANGE, Topology.JOBS, new JobMessage(jobId), true);
  }

  @Override
  public void shard(UUID jobId, int number) {
    publish(DEFAULT_EXCHANGE, Topology.SHARDS, new ShardMessage(jobId, number), true);
  }

  @Override
  public void event(JobEvent event) {
    publish(Topology.EVENTS, Topology.eventKey(event.jobId()), event, false);
  }

  @Override
  public void control(UUID jobId) {
    publish(Topology.CONTROL, "", new ControlMessage(jobId), false);
  }

  @Override
  public void dead(DeadMessage message) {
    publish(DEFAULT_EXCHANGE, Topology.DEAD, message, true);
  }

  @Override
  public void unreadable(byte[] body) {
    publishBytes(DEFAULT_EXCHANGE, Topology.DEAD, body, true);
  }

  @Override
  public long waiting(String queue) {
    return exclusively(channel -> channel.waiting(queue));
  }

  @Override
  public boolean reachable() {
    return trouble().isEmpty();
  }

  @Override
  public Optional<String> trouble() {
    try {
      exclusively(ConfirmingChannel::answers);
      return Optional.empty();
    } catch (BrokerUnavailableException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void publish(String exchange, String key, Object message, boolean mustArrive) {
    publishBytes(exchange, key, write(message), mustArrive);
  }

  private void publishBytes(String exchange, String key, byte[] body, boolean mustArrive) {
    AMQP.BasicProperties properties =
        PERSISTENT_JSON.builder().headers(TraceHeaders.current()).build();
    boolean arrived = exclusively(channel -> channel.publish(exchange, key, properties, body));
    if (mustArrive && !arrived) {
      exclusively(ConfirmingChannel::declareTopology);
      throw new BrokerUnavailableException(
          "no queue took the message for " + key + "; the queue was declared again");
    }
  }

  private interface Work<T> {
    T on(ConfirmingChannel channel) throws IOException, TimeoutException;
  }

  /** One user of the channel at a time, and nobody waits longer than a confirm may take. */
  private <T> T exclusively(Work<T> work) {
    try {
      if (!lock.tryLock(connector.timeoutMillis(), TimeUnit.MILLISECONDS)) {
        throw new BrokerUnavailableException("the broker is busy or does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while waiting for the broker", e);
    }
    try {
      if (open.filter(ConfirmingChannel::isOpen).isEmpty()) {
        close();
        open = Optional.of(connector.open());
      }
      return work.on(open.get());
    } catch (BrokerUnavailableException e) {
      close();
      throw e;
    } catch (IOException | TimeoutException | RuntimeException e) {
      // The client tells a closed connection by exceptions of all three kinds. After any other,
      // too,
      // nobody knows what the channel has: it is opened anew, and the caller is told.
      close();
      throw new BrokerUnavailableException("the broker did not confirm: " + reason(e), e);
    } finally {
      lock.unlock();
    }
  }

  private static String reason(Exception e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  @PreDestroy
  void close() {
    open.ifPresent(ConfirmingChannel::close);
    open = Optional.empty();
  }

  private byte[] write(Object message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a message that JSON cannot hold: " + message, e);
    }
  }
}
