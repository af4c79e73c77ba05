package dev.npexport.standalone.chaos;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** A hand in the broker: copies messages, holds them back, counts and takes them. */
final class Messages {

  static final String JOBS = "npexport.jobs";
  static final String SHARDS = "npexport.shards";
  static final String DEAD = "npexport.dead";
  private static final String EVENTS = "npexport.events";
  private static final int REMEMBERED_EVENTS = 200;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final AMQP.BasicProperties JSON =
      MessageProperties.MINIMAL_PERSISTENT_BASIC.builder().contentType("application/json").build();

  private final ConnectionFactory factory = new ConnectionFactory();
  private final Deque<String> events = new ArrayDeque<>();

  Messages(BrokerServer broker) {
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    factory.setUsername(broker.user());
    factory.setPassword(broker.password());
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setHandshakeTimeout(TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
    factory.setAutomaticRecoveryEnabled(false);
  }

  private interface Work<T> {
    T on(Channel channel) throws IOException, InterruptedException, TimeoutException;
  }

  /** Empty when the broker is away. */
  private <T> Optional<T> with(Work<T> work) throws InterruptedException {
    try (Connection connection = factory.newConnection("npexport-chaos");
        Channel channel = connection.createChannel()) {
      return Optional.of(work.on(channel));
    } catch (IOException | TimeoutException | ShutdownSignalException away) {
      return Optional.empty();
    }
  }

  /** Remembers an event that a watcher was sent, to send it again later. */
  void remember(String event) {
    synchronized (events) {
      events.addLast(event);
      if (events.size() > REMEMBERED_EVENTS) {
        events.removeFirst();
      }
    }
  }

  /**
   * Copies of the messages of some jobs and of events that were sent before.
   *
   * @param shards pairs of job and number
   * @return whether there were any and the broker took them
   */
  boolean duplicate(List<List<String>> shards, int choice) throws InterruptedException {
    if (shards.isEmpty()) {
      return false;
    }
    Random random = new Random(choice);
    List<List<String>> chosen = new ArrayList<>(shards);
    Collections.shuffle(chosen, random);
    return with(channel -> {
          for (List<String> shard : chosen.subList(0, Math.min(6, chosen.size()))) {
            String job = shard.get(0);
            for (int copy = random.nextInt(3); copy >= 0; copy--) {
              publish(channel, "", JOBS, "{\"job_id\":\"%s\"}".formatted(job));
              publish(
                  channel,
                  "",
                  SHARDS,
                  "{\"job_id\":\"%s\",\"number\":%s}".formatted(job, shard.get(1)));
            }
          }
          for (String event : oldEvents(random)) {
            publish(channel, EVENTS, "job.copy", event);
          }
          return true;
        })
        .isPresent();
  }

  private List<String> oldEvents(Random random) {
    synchronized (events) {
      List<String> all = new ArrayList<>(events);
      Collections.shuffle(all, random);
      return List.copyOf(all.subList(0, Math.min(10, all.size())));
    }
  }

  /**
   * Takes what waits, and puts it back in another order after a while; false when no queue held two
   * messages or the broker is away.
   */
  boolean reorder(long millis, int choice) throws InterruptedException {
    Random random = new Random(choice);
    return with(channel -> {
          boolean reordered = false;
          for (String queue : List.of(JOBS, SHARDS)) {
            if (channel.messageCount(queue) < 2) {
              continue;
            }
            List<GetResponse> taken = new ArrayList<>();
            for (GetResponse next = channel.basicGet(queue, false);
                next != null && taken.size() < 50;
                next = channel.basicGet(queue, false)) {
              taken.add(next);
            }
            Thread.sleep(millis);
            reordered |= taken.size() > 1;
            List<GetResponse> before = List.copyOf(taken);
            Collections.shuffle(taken, random);
            if (taken.equals(before)) {
              Collections.rotate(taken, 1);
            }
            channel.confirmSelect();
            for (GetResponse message : taken) {
              channel.basicPublish("", queue, JSON, message.getBody());
            }
            channel.waitForConfirms(TIMEOUT_MILLIS);
            for (GetResponse message : taken) {
              channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            }
          }
          return reordered;
        })
        .orElse(false);
  }

  private static void publish(Channel channel, String exchange, String key, String body)
      throws IOException {
    channel.basicPublish(exchange, key, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Messages that wait on a queue; empty when the broker is away. */
  Optional<Long> waiting(String queue) throws InterruptedException {
    return with(channel -> channel.messageCount(queue));
  }

  /** Takes everything off a queue. */
  Optional<List<String>> drain(String queue) throws InterruptedException {
    return with(
        channel -> {
          List<String> bodies = new ArrayList<>();
          for (GetResponse next = channel.basicGet(queue, true);
              next != null;
              next = channel.basicGet(queue, true)) {
            bodies.add(new String(next.getBody(), StandardCharsets.UTF_8));
          }
          return bodies;
        });
  }
}
