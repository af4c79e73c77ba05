package dev.npexport.worker.health;

import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class DataRootCheck implements HealthCheck {

  private final DataRoot root;

  @Inject
  DataRootCheck(DataRoot root) {
    this.root = root;
  }

  @Override
  public HealthCheckResponse call() {
    boolean writable = Files.isDirectory(root.root()) && Files.isWritable(root.root());
    return HealthCheckResponse.named("data root")
        .status(writable)
        .withData("reason", writable ? "writable" : "not a folder that can be written to")
        .build();
  }
}
