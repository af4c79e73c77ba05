package dev.npexport.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.OperatingDocument;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/operating.md and the alerts name what a worker really tells. */
@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class OperatingDocumentIT extends WorkerTest {

  /** Appears with the first end, since its labels say how. */
  private static final String ENDS = "npexport_jobs_ended_total";

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @Test
  void hasEveryMetricOfAWorkerAndNoOther() throws Exception {
    var documented = OperatingDocument.metrics("worker");
    var atStart = new TreeSet<>(documented);
    atStart.remove(ENDS);
    assertThat(OperatingDocument.metricsIn(scrape())).containsAll(atStart);
    await(start().id, JobStatus.COMPLETED);
    assertThat(OperatingDocument.metricsIn(scrape())).containsExactlyElementsOf(documented);
  }

  @Test
  void explainsEveryAlertByMetricsThatThereAre() throws Exception {
    assertThat(OperatingDocument.explainedAlerts())
        .containsExactlyInAnyOrderElementsOf(OperatingDocument.alerts());
    var known = OperatingDocument.metrics("worker");
    known.addAll(OperatingDocument.metrics("API"));
    assertThat(known).containsAll(OperatingDocument.metricsOfAlerts());
  }

  private String scrape() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(metrics).header("Accept", "text/plain").build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
