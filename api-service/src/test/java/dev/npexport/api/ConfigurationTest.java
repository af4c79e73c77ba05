package dev.npexport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.broker.BrokerConfig;
import dev.npexport.model.recovery.RecoveryConfig;
import dev.npexport.testkit.ConfigKeys;
import dev.npexport.testkit.DeployFiles;
import dev.npexport.testkit.OperatingDocument;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be set for the API is what docs/operating.md says and what deploy/ sets. */
class ConfigurationTest {

  private final Map<String, Optional<String>> keys =
      ConfigKeys.of(NpexportConfig.class, RecoveryConfig.class, BrokerConfig.class);

  @Test
  void isDocumentedWithItsDefaults() throws IOException {
    OperatingDocument.requireSame("API", keys);
  }

  @Test
  void isAllThatADeployedApiIsGiven() throws IOException {
    DeployFiles deploy = new DeployFiles("api-service");
    assertThat(deploy.variables()).contains("NPEXPORT_API_TOKEN_FILE");
    assertThat(deploy.unknown(keys.keySet())).isEmpty();
  }

  @Test
  void listensWhereADeployedApiIsAsked() throws IOException {
    DeployFiles deploy = new DeployFiles("api-service");
    assertThat(deploy.portsOf("api.yaml")).containsOnly(deploy.port());
  }
}
