package dev.npexport.api.health;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.EXPORTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.testkit.MemoryBroker;
import dev.npexport.testkit.OperatingDocument;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class HealthIT {

  MemoryBroker memoryBroker;

  @Test
  void isReadyWithAllItsParts() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItems("database", "broker", "data_root"));
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void refusesExportsWhileTheBrokerIsDownAndLeavesNoRow() {
    String sae = Api.sae("sae");
    int before = given().get(EXPORTS).then().extract().path("total");
    memoryBroker.stop();
    try {
      given()
          .get("/q/health/ready")
          .then()
          .statusCode(503)
          .body("checks.find { it.name == 'broker' }.status", equalTo("DOWN"))
          .body("checks.find { it.name == 'broker' }.data.reason", notNullValue());
      Api.post(EXPORT, Api.exportBody(sae, "{}"))
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .contentType("application/problem+json")
          .body("code", equalTo("broker_unavailable"));
      given().get(EXPORTS).then().body("total", equalTo(before));
    } finally {
      memoryBroker.start();
    }
    Api.post(EXPORT, Api.exportBody(sae, "{}")).statusCode(202);
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void publishesMetrics() {
    Api.post(EXPORT + "/" + Api.export("{}") + "/cancel", "").statusCode(200);
    Api.export("{}");
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("jvm_memory_used_bytes"))
        .body(
            matchesPattern(
                "(?s).*\\nnpexport_queue_age_seconds\\{[^}]*queue=\"jobs\"[^}]*} [0-9].*"))
        .body(
            matchesPattern(
                "(?s).*\\nnpexport_queue_age_seconds\\{[^}]*queue=\"shards\"[^}]*} 0.0\\n.*"))
        .body(containsString("\nnpexport_workers"))
        .body(containsString("\nnpexport_worker_memory_max_bytes"))
        .body(
            matchesPattern("(?s).*npexport_jobs_ended_total\\{[^}]*status=\"cancelled\"[^}]*}.*"));
  }

  @Test
  void publishesTheMetricsThatAreDocumentedAndNoOthers() throws IOException {
    Api.post(EXPORT + "/" + Api.export("{}") + "/cancel", "").statusCode(200);
    assertThat(OperatingDocument.metricsIn(given().get("/q/metrics").asString()))
        .containsExactlyElementsOf(OperatingDocument.metrics("API"));
  }
}
