package dev.npexport.worker.input;

import dev.npexport.model.job.ExportJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The only time in an archive: when its job was created, or {@code SOURCE_DATE_EPOCH} (seconds
 * since 1970) if that is set, so that the same inputs and options give the same bytes.
 */
@ApplicationScoped
class CreationTime {

  private final Optional<Instant> fixed;

  @Inject
  CreationTime(@ConfigProperty(name = "SOURCE_DATE_EPOCH") Optional<Long> seconds) {
    this.fixed = seconds.map(Instant::ofEpochSecond);
  }

  Instant of(ExportJob job) {
    return fixed.orElseGet(() -> job.createdAt.truncatedTo(ChronoUnit.SECONDS));
  }
}
