package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.npexport.model.message.Topology;
import dev.npexport.testkit.RabbitResource;
import dev.npexport.testkit.RabbitServer;
import dev.npexport.worker.testing.FakeEngineProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = RabbitResource.class, restrictToAnnotatedClass = true)
class RabbitExportJobIT extends ExportJobContract {

  private RabbitServer rabbit;

  @BeforeEach
  void runsOnlyWithRabbit() {
    assumeTrue(RabbitServer.isInstalled(), "RabbitMQ is not installed");
  }

  @Test
  void keepsWorkOnQuorumQueues() throws Exception {
    broker.reachable();
    assertThat(rabbit.queueTypes())
        .containsEntry(Topology.JOBS, "quorum")
        .containsEntry(Topology.SHARDS, "quorum")
        .containsEntry(Topology.DEAD, "quorum");
  }
}
