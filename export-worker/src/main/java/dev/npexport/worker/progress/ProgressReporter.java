package dev.npexport.worker.progress;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobChange;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.Progress;
import dev.npexport.model.job.ProgressStore;
import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Brings a job's row up to date and tells watchers, with speed and remaining time. */
@ApplicationScoped
public class ProgressReporter {

  private final ProgressStore store;
  private final EventSender sender;
  private final Map<UUID, SpeedWindow> speeds = new ConcurrentHashMap<>();

  @Inject
  ProgressReporter(ProgressStore store, EventSender sender) {
    this.store = store;
    this.sender = sender;
  }

  /** Shards of the job got further. */
  public void computing(UUID jobId, int attempt) {
    store.computing(jobId, attempt).ifPresent(job -> sender.send(withSpeed(job)));
  }

  /** The archive got further. */
  public void packaging(JobClaim claim, int packed, int featureCount) {
    store
        .packaging(claim, Progress.packaging(packed, featureCount))
        .ifPresent(job -> sender.send(JobEvent.of(job)));
  }

  /** The job entered another stage. */
  public void stage(JobChange change) {
    if (change.announce()) {
      sender.send(JobEvent.of(change.job()));
    }
  }

  /** Forgets a job that this worker has nothing more to do with. */
  public void forget(UUID jobId) {
    speeds.remove(jobId);
  }

  private JobEvent withSpeed(ExportJob job) {
    SpeedWindow window = speeds.computeIfAbsent(job.id, id -> new SpeedWindow());
    OptionalDouble speed;
    synchronized (window) {
      speed = window.add(job.eventAt, job.featuresDone);
    }
    if (speed.isEmpty() || speed.getAsDouble() <= 0) {
      return JobEvent.of(job);
    }
    double remaining = job.featureCount - job.featuresDone;
    return JobEvent.progress(job, speed.getAsDouble(), remaining / speed.getAsDouble());
  }
}
