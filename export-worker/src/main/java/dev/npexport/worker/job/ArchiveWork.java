package dev.npexport.worker.job;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.problem.InputException;
import dev.npexport.model.job.ExportJob;
import dev.npexport.worker.config.WorkerConfig;
import dev.npexport.worker.input.RequestFactory;
import dev.npexport.worker.running.CancelOnly;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.storage.JobFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes an archive of finished shards. A shard that the volume has damaged since, or that another
 * version of this program made, is computed again in place: its bytes are known to come out alike.
 */
@ApplicationScoped
class ArchiveWork {

  private static final Logger LOG = Logger.getLogger(ArchiveWork.class);

  private final ExportEngine engine;
  private final RequestFactory requests;
  private final JobFolders folders;
  private final int limit;

  @Inject
  ArchiveWork(
      ExportEngine engine, RequestFactory requests, JobFolders folders, WorkerConfig config) {
    this.engine = engine;
    this.requests = requests;
    this.folders = folders;
    this.limit = config.worker().maxAttempts();
  }

  /**
   * Writes the archive.
   *
   * @param attempt its file
   */
  PackagedArchive write(ExportJob job, Path attempt, RunningWork work) {
    ExportRequest request = requests.of(job);
    ExportPlan plan = engine.plan(request, new CancelOnly(work));
    List<Path> places =
        plan.shards().stream().map(shard -> folders.shard(job.id, shard.number())).toList();
    for (int repairs = 0; true; repairs++) {
      folders.prepare(attempt); // a repair takes the folder of attempts away with it
      try {
        return engine.packageArchive(request, plan, places, attempt, work);
      } catch (InputException e) {
        List<ExportPlan.Shard> damaged =
            plan.shards().stream().filter(shard -> names(e, places.get(shard.number()))).toList();
        if (damaged.isEmpty() || repairs == limit || work.cancelled()) {
          throw e;
        }
        LOG.warnf("job %s: a finished shard is computed again: %s", job.id, e.getMessage());
        for (ExportPlan.Shard shard : damaged) {
          repair(job, request, shard, attempt, work);
        }
      }
    }
  }

  private static boolean names(InputException e, Path place) {
    return e.problems().stream().anyMatch(problem -> Path.of(problem.file()).startsWith(place));
  }

  private void repair(
      ExportJob job,
      ExportRequest request,
      ExportPlan.Shard shard,
      Path archive,
      RunningWork work) {
    Path again = archive.resolveSibling(archive.getFileName() + "-shard-" + shard.number());
    try {
      engine.computeShard(request, shard, again, new CancelOnly(work));
      folders.publish(again, folders.shard(job.id, shard.number()));
    } finally {
      folders.discard(job.id, again);
    }
  }
}
