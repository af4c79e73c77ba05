package dev.npexport.worker.feature;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.FeatureRow;
import dev.npexport.model.sae.RegisteredSae;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.input.SaeStore;
import dev.npexport.worker.running.CancelOnly;
import dev.npexport.worker.running.RunningWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Fills in the features of an SAE, once for its activations and labels. */
@ApplicationScoped
public class FeatureTable {

  private static final Logger LOG = Logger.getLogger(FeatureTable.class);

  private final SaeStore saes;
  private final ExportEngine engine;
  private final FeatureRows rows;
  private final Clock clock;
  private final Database database;

  @Inject
  FeatureTable(
      SaeStore saes, ExportEngine engine, FeatureRows rows, Clock clock, Database database) {
    this.saes = saes;
    this.engine = engine;
    this.rows = rows;
    this.clock = clock;
    this.database = database;
  }

  /** Fills them in if they are not, unless the work is to stop; returns when that was. */
  public Instant fill(UUID saeId, ExportRequest request, RunningWork work) {
    RegisteredSae sae = database.persistently(() -> saes.get(saeId));
    if (sae.featuresAt != null) {
      return sae.featuresAt;
    }
    List<FeatureRow> table = engine.featureTable(request, new CancelOnly(work));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    database.persistently(() -> rows.replace(saeId, table, now, work));
    LOG.infof("SAE %s: %d features filled in", saeId, table.size());
    return now;
  }
}
