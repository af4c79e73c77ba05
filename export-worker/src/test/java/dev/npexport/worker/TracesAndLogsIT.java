package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.job.JobStatus;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TracesAndLogsIT.Seen.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class TracesAndLogsIT extends WorkerTest {

  private static final Path LOG = Path.of("target/traces-and-logs.json");

  /** A worker that traces and sends its spans nowhere, and that logs JSON. */
  public static class Seen extends FakeEngineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.otel.sdk.disabled", "false",
          "quarkus.otel.traces.exporter", "none",
          "quarkus.log.file.enabled", "true",
          "quarkus.log.file.path", LOG.toString(),
          "quarkus.log.file.json.enabled", "true");
    }
  }

  @Test
  void carriesTheTraceOfARequestFromPlanningOverTheShardsToTheEnd() throws Exception {
    var span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    var job = create();
    try (var scope = Span.wrap(span).makeCurrent()) {
      messages.job(job);
    }
    await(job.id, JobStatus.COMPLETED);
    eventsOfEnded(job.id);
    // The packaging was asked for by the last shard, and the shards by the planning.
    assertThat(events.traceOfTerminal(job.id).orElseThrow())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
  }

  @Test
  void putsJobAndShardIntoTheJsonLinesOfTheirWork() throws Exception {
    engine.step =
        (shard, feature, listener) -> Logger.getLogger("test").warnf("feature %d", feature);
    engine.beforePackage = listener -> Logger.getLogger("test").warn("packaging");
    var job = start();
    await(job.id, JobStatus.COMPLETED);
    var lines = linesOf(job.id);
    assertThat(lines)
        .filteredOn(line -> line.path("message").asText().startsWith("feature "))
        .hasSize(engine.shards * engine.featuresInShard)
        .allSatisfy(
            line -> {
              int feature =
                  Integer.parseInt(line.path("message").asText().substring("feature ".length()));
              assertThat(line.path("mdc").path("shard").asText())
                  .isEqualTo(String.valueOf(feature / engine.featuresInShard));
            });
    assertThat(lines)
        .filteredOn(line -> line.path("message").asText().equals("packaging"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("mdc").has("shard")).isFalse());
  }

  private static List<JsonNode> linesOf(UUID job) throws Exception {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(LOG)) {
      var json = new ObjectMapper().readTree(line);
      if (json.path("mdc").path("job").asText().equals(job.toString())) {
        lines.add(json);
      }
    }
    return lines;
  }
}
