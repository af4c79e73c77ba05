package dev.npexport.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.broker.BrokerConfig;
import dev.npexport.model.message.Topology;
import dev.npexport.model.recovery.RecoveryConfig;
import dev.npexport.testkit.ConfigKeys;
import dev.npexport.testkit.DeployFiles;
import dev.npexport.testkit.OperatingDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be set for a worker is what docs/operating.md says and what deploy/ sets. */
class ConfigurationTest {

  private final Map<String, Optional<String>> keys =
      ConfigKeys.of(WorkerConfig.class, RecoveryConfig.class, BrokerConfig.class);

  @Test
  void isDocumentedWithItsDefaults() throws IOException {
    OperatingDocument.requireSame("worker", keys);
  }

  @Test
  void isAllThatDeployedWorkersAreGiven() throws IOException {
    DeployFiles deploy = new DeployFiles("export-worker");
    assertThat(deploy.variables()).isNotEmpty();
    assertThat(deploy.unknown(keys.keySet())).isEmpty();
  }

  @Test
  void listensWhereDeployedWorkersAreAsked() throws IOException {
    DeployFiles deploy = new DeployFiles("export-worker");
    assertThat(deploy.portsOf("worker.yaml")).containsOnly(deploy.port());
  }

  @Test
  void isScaledByTheQueuesThatItConsumes() throws IOException {
    assertThat(DeployFiles.values("worker-scaling.yaml", "queueName"))
        .containsExactlyInAnyOrder(Topology.SHARDS, Topology.JOBS);
    assertThat(DeployFiles.values("worker.yaml", "name"))
        .containsAll(DeployFiles.values("worker-scaling.yaml", "scaleTargetRef:\\s+name"));
  }

  @Test
  void isAppliedFromFilesThatFitTogether() throws IOException {
    assertThat(DeployFiles.applied())
        .containsExactlyInAnyOrder("data.yaml", "api.yaml", "worker.yaml", "worker-scaling.yaml");
    for (String file : List.of("api.yaml", "worker.yaml")) {
      assertThat(DeployFiles.values("kustomization.yaml", "name"))
          .containsAll(DeployFiles.values(file, "image"));
      assertThat(DeployFiles.values("data.yaml", "name"))
          .containsAll(DeployFiles.values(file, "claimName"));
    }
  }
}
