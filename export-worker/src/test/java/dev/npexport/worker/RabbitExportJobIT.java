package dev.npexport.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.npexport.testkit.RabbitResource;
import dev.npexport.testkit.RabbitServer;
import dev.npexport.worker.testing.FakeEngineProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = RabbitResource.class, restrictToAnnotatedClass = true)
class RabbitExportJobIT extends ExportJobContract {

  @BeforeEach
  void runsOnlyWithRabbit() {
    assumeTrue(RabbitServer.isInstalled(), "RabbitMQ is not installed");
  }
}
