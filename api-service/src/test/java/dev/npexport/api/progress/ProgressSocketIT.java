package dev.npexport.api.progress;

import static dev.npexport.api.testing.Api.EXPORT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.api.testing.WatchClient;
import dev.npexport.model.broker.Broker;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import dev.npexport.model.message.JobEvent;
import dev.npexport.testkit.MemoryBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ProgressSocketIT {

  @Inject Broker broker;
  @Inject Rows rows;
  MemoryBroker memoryBroker;

  @Test
  void sendsTheStateThenWhatHappensThenTheEnd() {
    String id = Api.export("{}");
    try (WatchClient client = watch(id)) {
      assertThat(client.awaitType("state").path("status").asText()).isEqualTo("pending");
      broker.event(progress(id, 5, 0.5));
      var event = client.awaitType("progress");
      assertThat(event.path("features_per_second").asDouble()).isEqualTo(10.0);
      assertThat(event.path("job_id").asText()).isEqualTo(id);
      Api.post(EXPORT + "/" + id + "/cancel", "").statusCode(200);
      rows.update(
          "update neuronpedia_export_jobs set event_seq = 6 where id = ?", UUID.fromString(id));
      assertThat(client.awaitType("cancelled").path("status").asText()).isEqualTo("cancelled");
      assertThat(client.awaitClose()).isEqualTo("1000 cancelled");
      assertThat(client.events()).hasSize(3);
    }
  }

  @Test
  void tellsALateWatcherTheEnd() {
    String id = Api.export("{}");
    rows.complete(id, new byte[] {1});
    try (WatchClient client = watch(id)) {
      client.awaitType("completed");
      assertThat(client.awaitClose()).startsWith("1000");
      assertThat(client.events()).hasSize(1);
    }
  }

  @Test
  void closesAWatchOfAnUnknownJobWithAReason() {
    for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
      try (WatchClient client = watch(id)) {
        assertThat(client.awaitClose()).isEqualTo("4404 export_not_found");
      }
    }
  }

  @Test
  void noticesInTheRowWhatTheBrokerLost() {
    String id = Api.export("{}");
    try (WatchClient client = watch(id);
        WatchClient all = WatchClient.connect(RestAssured.port, "/ws/neuronpedia/exports")) {
      client.awaitType("state");
      rows.compute(id, 0.25, 3);
      assertThat(client.awaitType("progress").path("progress").asDouble()).isEqualTo(0.25);
      rows.complete(id, new byte[] {1});
      client.awaitType("completed");
      all.await(event -> isOf(event, id) && event.path("type").asText().equals("completed"));
    }
  }

  @Test
  void fiftyWatchersMissNoEnd() {
    String id = Api.export("{}");
    List<WatchClient> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(watch(id));
    }
    for (int seq = 2; seq < 60; seq++) {
      broker.event(progress(id, seq, seq / 100.0));
    }
    rows.update(
        "update neuronpedia_export_jobs set event_seq = 60 where id = ?", UUID.fromString(id));
    Api.post(EXPORT + "/" + id + "/cancel", "").statusCode(200);
    for (WatchClient client : clients) {
      client.awaitType("cancelled");
      assertThat(client.awaitClose()).isEqualTo("1000 cancelled");
      assertThat(client.events().stream().map(event -> event.path("seq").asLong()))
          .isSorted()
          .doesNotHaveDuplicates();
      client.close();
    }
  }

  @Test
  void nobodyMissesAnEndAmongTwoHundredQueuedJobs() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add(Api.export("{}"));
    }
    List<WatchClient> watchers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      watchers.add(watch(ids.get(100)));
    }
    try (WatchClient all = WatchClient.connect(RestAssured.port, "/ws/neuronpedia/exports");
        WatchClient dropped = WatchClient.connect(RestAssured.port, "/ws/neuronpedia/exports")) {
      all.await(event -> isOf(event, ids.getLast()));
      dropped.close();
      for (String id : ids) {
        broker.event(progress(id, 5, 0.5));
        rows.update(
            "update neuronpedia_export_jobs set event_seq = 6 where id = ?", UUID.fromString(id));
        Api.post(EXPORT + "/" + id + "/cancel", "").statusCode(200);
      }
      for (String id : ids) {
        all.await(event -> isOf(event, id) && event.path("type").asText().equals("cancelled"));
      }
      assertThat(all.events())
          .filteredOn(event -> event.path("type").asText().equals("cancelled"))
          .extracting(event -> event.path("job_id").asText())
          .containsAll(ids)
          .doesNotHaveDuplicates();
      for (WatchClient watcher : watchers) {
        watcher.awaitType("cancelled");
        assertThat(watcher.awaitClose()).isEqualTo("1000 cancelled");
        assertThat(watcher.events())
            .filteredOn(event -> event.path("status").asText().equals("cancelled"))
            .hasSize(1);
        watcher.close();
      }
      try (WatchClient again = watch(ids.get(100))) {
        assertThat(again.awaitClose()).isEqualTo("1000 cancelled");
        assertThat(again.events()).singleElement();
      }
    }
  }

  @Test
  void showsSpeedAndRemainingTimeInTheStatus() throws InterruptedException {
    String id = Api.export("{}");
    try (WatchClient client = watch(id)) {
      client.awaitType("state");
      broker.event(progress(id, 9, 0.5));
      client.awaitType("progress");
    }
    given()
        .get(EXPORT + "/" + id)
        .then()
        .body("features_per_second", equalTo(10.0f))
        .body("eta_seconds", equalTo(51.2f));
  }

  @Test
  void goesOnAfterTheBrokerWasAway() throws InterruptedException {
    String id = Api.export("{}");
    try (WatchClient client = watch(id)) {
      client.awaitType("state");
      memoryBroker.stop();
      rows.compute(id, 0.25, 3);
      client.await(event -> event.path("seq").asLong() == 3);
      memoryBroker.start();
      // The relay declares its queue again; until then events go nowhere.
      long until = System.nanoTime() + 20_000_000_000L;
      long seq = 100;
      while (client.events().stream().noneMatch(event -> event.path("seq").asLong() >= 100)) {
        assertThat(System.nanoTime()).as("events arrive again").isLessThan(until);
        if (broker.reachable()) {
          broker.event(progress(id, seq++, 0.5));
        }
        Thread.sleep(200);
      }
    }
  }

  private static boolean isOf(com.fasterxml.jackson.databind.JsonNode event, String id) {
    return event.path("job_id").asText().equals(id);
  }

  private static WatchClient watch(String id) {
    return WatchClient.connect(RestAssured.port, "/ws/neuronpedia/export/" + id);
  }

  private static JobEvent progress(String id, long seq, double progress) {
    return new JobEvent(
        "progress",
        UUID.fromString(id),
        seq,
        JobStatus.COMPUTING,
        Stage.COMPUTING,
        progress,
        512,
        1024,
        10.0,
        51.2,
        null);
  }
}
