package dev.npexport.api.export;

import static dev.npexport.api.testing.Api.EXPORT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.model.message.Topology;
import dev.npexport.testkit.MemoryBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TraceIT.Traced.class)
@RealParts
class TraceIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  /** Traces, and sends its spans nowhere. */
  public static final class Traced implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
    }
  }

  MemoryBroker memoryBroker;

  @Test
  void aRequestsTraceGoesOnInTheMessageOfItsJob() throws Exception {
    String id =
        given()
            .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
            .contentType(ContentType.JSON)
            .body(Api.exportBody(Api.sae("sae"), "{}"))
            .post(EXPORT)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    GetResponse message = messageOf(id);
    // one span further: that of the request
    assertThat(message.getProps().getHeaders().get("traceparent").toString())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain(SPAN);
  }

  private GetResponse messageOf(String job) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setPort(memoryBroker.port());
    try (Connection connection = factory.newConnection()) {
      var channel = connection.createChannel();
      for (GetResponse next = channel.basicGet(Topology.JOBS, true);
          next != null;
          next = channel.basicGet(Topology.JOBS, true)) {
        if (new String(next.getBody(), StandardCharsets.UTF_8).contains(job)) {
          return next;
        }
      }
    }
    throw new AssertionError("no message of job " + job);
  }
}
