package dev.npexport.api.health;

import static dev.npexport.api.testing.Api.EXPORT;
import static dev.npexport.api.testing.Api.EXPORTS;
import static dev.npexport.api.testing.Api.SAES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.DataRootResource;
import dev.npexport.api.testing.StoppablePostgres;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStore;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.MemoryBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The broker and then the database really stop; the service accepts exports for later. */
@QuarkusTest
@QuarkusTestResource(value = StoppablePostgres.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = DataRootResource.class, restrictToAnnotatedClass = true)
@TestProfile(OutageIT.AcceptForLater.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageIT {

  /** Set by a deployment that would rather wait than ask again. */
  public static final class AcceptForLater implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "npexport.accept-when-broker-down", "true",
          "npexport.recovery.interval", "1s",
          "quarkus.datasource.jdbc.acquisition-timeout", "2");
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject JobStore jobs;
  MemoryBroker broker;
  StoppablePostgres.Server database;

  @Test
  @Order(1)
  void acceptsExportsWhileTheBrokerIsDownAndPublishesThemLater() throws Exception {
    String sae = Api.sae("sae");
    broker.stop();
    String job;
    try {
      job =
          Api.post(EXPORT, Api.exportBody(sae, "{}"))
              .statusCode(202)
              .body("status", equalTo("pending"))
              .extract()
              .path("id");
      assertThat(row(job).publishedAt).isNull();
    } finally {
      broker.start();
    }
    Instant end = Instant.now().plus(PATIENCE);
    while (row(job).publishedAt == null) {
      assertThat(Instant.now()).as("never published").isBefore(end);
      Thread.sleep(200);
    }
    given().get(EXPORT + "/" + job).then().statusCode(200);
  }

  @Test
  @Order(2)
  void saysThatTheDatabaseIsDown() {
    String sae = Api.sae("sae");
    database.stop();
    for (String path : new String[] {SAES, EXPORTS, SAES + "/" + sae + "/features"}) {
      given()
          .get(path)
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .contentType("application/problem+json")
          .body("code", equalTo("database_unavailable"));
    }
    Api.post(EXPORT, Api.exportBody(sae, "{}"))
        .statusCode(503)
        .body("code", equalTo("database_unavailable"));
    given()
        .contentType("application/json")
        .body("{\"label\": \"x\"}")
        .patch(SAES + "/" + sae + "/features/3")
        .then()
        .statusCode(503)
        .body("code", equalTo("database_unavailable"));
    given().get("/q/health/ready").then().statusCode(503);
    given().get("/q/health/live").then().statusCode(200);
  }

  private ExportJob row(String job) {
    return jobs.find(UUID.fromString(job)).orElseThrow();
  }
}
