package dev.npexport.model.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import dev.npexport.model.message.JobEvent;
import dev.npexport.model.message.Topology;
import dev.npexport.testkit.MemoryBroker;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmqpBrokerIT {

  private static final UUID JOB = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private final MemoryBroker server = new MemoryBroker();
  private AmqpBroker broker;

  @BeforeEach
  void start() throws Exception {
    server.start();
    broker =
        new AmqpBroker(
            new BrokerConnector(
                "127.0.0.1",
                server.port(),
                MemoryBroker.USER,
                MemoryBroker.PASSWORD,
                "/",
                false,
                new Usual()),
            new ObjectMapper());
  }

  @AfterEach
  void stop() {
    broker.close();
    server.stop();
  }

  @Test
  void putsShardsOnADurableQueueInTheirOrder() throws Exception {
    broker.shard(JOB, 0);
    broker.shard(JOB, 1);
    assertThat(next(Topology.SHARDS))
        .isEqualTo("{\"job_id\":\"00000000-0000-4000-8000-000000000001\",\"number\":0}");
    assertThat(next(Topology.SHARDS)).endsWith("\"number\":1}");
  }

  @Test
  void tellsAllListenersOfAJob() throws Exception {
    broker.reachable();
    try (Connection connection = connect();
        var channel = connection.createChannel()) {
      var queue = channel.queueDeclare().getQueue();
      channel.queueBind(queue, Topology.EVENTS, Topology.eventKey(JOB));
      broker.event(event(UUID.randomUUID()));
      broker.event(event(JOB));
      var body = new String(channel.basicGet(queue, true).getBody(), StandardCharsets.UTF_8);
      assertThat(body)
          .contains("\"job_id\":\"" + JOB + "\"")
          .contains("\"stage\":\"computing\"")
          .doesNotContain("eta_seconds");
      assertThat(channel.basicGet(queue, true)).isNull();
    }
  }

  @Test
  void findsNothingWrongWithEventsThatNobodyHears() {
    for (var i = 0; i < 100; i++) {
      broker.event(event(JOB));
      broker.control(JOB);
      broker.shard(JOB, i);
    }
    assertThat(broker.reachable()).isTrue();
  }

  @Test
  void declaresAQueueAgainThatWasRemoved() throws Exception {
    broker.job(JOB);
    try (Connection connection = connect();
        var channel = connection.createChannel()) {
      channel.queueDelete(Topology.JOBS);
    }
    assertThatThrownBy(() -> broker.job(JOB))
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining(Topology.JOBS);
    broker.job(JOB);
    assertThat(next(Topology.JOBS)).contains(JOB.toString());
  }

  @Test
  void reportsABrokerThatIsDownAndWorksWhenItIsBack() throws Exception {
    broker.job(JOB);
    server.stop();
    assertThat(broker.reachable()).isFalse();
    var begin = Instant.now();
    assertThatThrownBy(() -> broker.job(JOB)).isInstanceOf(BrokerUnavailableException.class);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(11));
    server.start();
    broker.job(JOB);
    assertThat(next(Topology.JOBS)).contains(JOB.toString());
  }

  @Test
  void carriesTheTraceThatAMessageIsPublishedIn() throws Exception {
    var span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    broker.job(JOB);
    try (var scope = Span.wrap(span).makeCurrent()) {
      broker.shard(JOB, 1);
    }
    try (Connection connection = connect();
        var channel = connection.createChannel()) {
      assertThat(channel.basicGet(Topology.JOBS, true).getProps().getHeaders())
          .doesNotContainKey("traceparent");
      var headers = channel.basicGet(Topology.SHARDS, true).getProps().getHeaders();
      assertThat(headers.get("traceparent"))
          .hasToString("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
  }

  private static JobEvent event(UUID job) {
    return new JobEvent(
        "progress", job, 3, JobStatus.COMPUTING, Stage.COMPUTING, 0.5, 1, 2, 10.0, null, null);
  }

  private String next(String queue) throws Exception {
    try (Connection connection = connect();
        var channel = connection.createChannel()) {
      return new String(channel.basicGet(queue, true).getBody(), StandardCharsets.UTF_8);
    }
  }

  private Connection connect() throws Exception {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(server.port());
    return factory.newConnection();
  }

  private record Usual() implements BrokerConfig {

    @Override
    public int heartbeatSeconds() {
      return 10;
    }

    @Override
    public String queueType() {
      return "quorum";
    }
  }
}
