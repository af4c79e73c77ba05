package dev.npexport.worker.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.npexport.model.message.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Listens to the events of all jobs from its creation on, as a watcher does. */
public final class EventLog implements AutoCloseable {

  private final ObjectMapper json = new ObjectMapper();
  private final Connection connection;
  private final Channel channel;
  private final String queue;
  private final List<JsonNode> events = new ArrayList<>();
  private final Map<String, String> traces = new HashMap<>();

  public EventLog(int port) throws Exception {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
    channel = connection.createChannel();
    queue = channel.queueDeclare().getQueue();
    channel.exchangeDeclare(Topology.EVENTS, "topic", true);
    channel.queueBind(queue, Topology.EVENTS, "job.#");
  }

  /** The events of a job so far. */
  public List<JsonNode> of(UUID job) throws IOException {
    GetResponse next;
    while ((next = channel.basicGet(queue, true)) != null) {
      var event = json.readTree(next.getBody());
      events.add(event);
      if (List.of("completed", "failed", "cancelled").contains(event.path("type").asText())) {
        Optional.ofNullable(next.getProps().getHeaders())
            .map(headers -> headers.get("traceparent"))
            .ifPresent(trace -> traces.put(event.path("job_id").asText(), trace.toString()));
      }
    }
    return events.stream().filter(e -> e.path("job_id").asText().equals(job.toString())).toList();
  }

  /** The {@code traceparent} of the event of a job's end. */
  public Optional<String> traceOfTerminal(UUID job) {
    return Optional.ofNullable(traces.get(job.toString()));
  }

  /** The next message on a queue. */
  public Optional<JsonNode> take(String from) throws IOException {
    var next = channel.basicGet(from, true);
    return next == null ? Optional.empty() : Optional.of(json.readTree(next.getBody()));
  }

  /** Puts a message on a queue. */
  public void put(String to, String body) throws IOException {
    channel.basicPublish("", to, null, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Messages waiting on a queue. */
  public long waiting(String on) throws IOException {
    return channel.messageCount(on);
  }

  @Override
  public void close() throws IOException {
    connection.abort(1000);
  }
}
