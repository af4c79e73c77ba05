package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TracingIT.Traced.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class TracingIT extends WorkerTest {

  /** A worker that traces and sends its spans nowhere. */
  public static class Traced extends FakeEngineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
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
}
