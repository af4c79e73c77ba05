package dev.npexport.api.health;

import dev.npexport.model.path.DataRoot;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Inputs are read from and archives removed from the data root. */
@Readiness
class DataRootCheck implements HealthCheck {

  private final DataRoot root;

  @Inject
  DataRootCheck(DataRoot root) {
    this.root = root;
  }

  @Override
  public HealthCheckResponse call() {
    return Verdict.of("data_root", trouble());
  }

  private Optional<String> trouble() {
    Path folder = root.root();
    if (!Files.isDirectory(folder)) {
      return Optional.of("no folder at " + folder);
    }
    return Files.isWritable(folder) ? Optional.empty() : Optional.of("cannot write to " + folder);
  }
}
