package dev.npexport.worker.shard;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.feature.DashboardKey;
import dev.npexport.engine.archive.feature.DashboardParts;
import dev.npexport.model.dashboard.DashboardStore;
import dev.npexport.model.dashboard.StoredDashboard;
import dev.npexport.model.job.ExportJob;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.input.RequestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Computes dashboards ahead into the database, where the API finds them. */
@ApplicationScoped
class DashboardShards {

  /** Dashboards that are written at once: some 100 kB each. */
  private static final int BATCH = 32;

  private final ExportEngine engine;
  private final RequestFactory requests;
  private final DashboardStore store;
  private final Database database;

  @Inject
  DashboardShards(
      ExportEngine engine, RequestFactory requests, DashboardStore store, Database database) {
    this.engine = engine;
    this.requests = requests;
    this.store = store;
    this.database = database;
  }

  /** Repeating it, in whole or in part, leaves the same rows. */
  void compute(ExportJob job, ExportPlan.Shard shard, ProgressListener listener) {
    ExportRequest request = requests.of(job);
    String key = DashboardKey.of(request.fingerprints(), request.options());
    List<StoredDashboard> batch = new ArrayList<>();
    engine.dashboards(
        request,
        shard,
        (json, feature) -> {
          batch.add(new StoredDashboard(feature, DashboardParts.of(json)));
          if (batch.size() == BATCH) {
            write(job.saeId, key, batch);
          }
        },
        listener);
    write(job.saeId, key, batch);
  }

  private void write(UUID sae, String key, List<StoredDashboard> batch) {
    if (!batch.isEmpty()) {
      Runnable put = () -> store.put(sae, key, batch);
      database.persistently(put);
      batch.clear();
    }
  }
}
