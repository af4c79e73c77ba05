package dev.npexport.worker.job;

import dev.npexport.model.job.ClaimStore;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobClaim;
import dev.npexport.worker.config.WorkerIdentity;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.running.RunningWorks;
import dev.npexport.worker.running.StoppingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Does the planning or packaging of a job while its row is kept alive, and answers for failures.
 */
@ApplicationScoped
class JobWork {

  private static final Logger LOG = Logger.getLogger(JobWork.class);

  private final ClaimStore claims;
  private final RunningWorks works;
  private final Endings endings;
  private final Database database;
  private final WorkerIdentity identity;

  @Inject
  JobWork(
      ClaimStore claims,
      RunningWorks works,
      Endings endings,
      Database database,
      WorkerIdentity identity) {
    this.claims = claims;
    this.works = works;
    this.endings = endings;
    this.database = database;
    this.identity = identity;
  }

  JobClaim claim(ExportJob job) {
    return new JobClaim(job.id, job.attempts, identity.name());
  }

  /**
   * Runs the work of a claim.
   *
   * @param report is told how many features are done
   */
  void run(JobClaim claim, String name, IntConsumer report, Consumer<RunningWork> body) {
    RunningWork work = works.begin(claim.jobId(), name, new JobRow(claim, report));
    try {
      body.accept(work);
    } catch (StoppingException e) {
      throw e;
    } catch (Throwable thrown) {
      // Whatever it is, an error of the virtual machine too: it is the job's failure, or the job
      // would hang until its worker is taken for lost.
      if (work.isShutdown()) {
        LOG.infof("%s is given back", name);
        database.persistently(() -> claims.release(claim));
        throw new StoppingException();
      }
      if (work.cancelled()) {
        LOG.infof("%s stopped: the job was cancelled or is another worker's", name);
        LOG.debugf(thrown, "how %s stopped", name);
      } else {
        endings.failed(claim, name, thrown);
      }
    } finally {
      works.end(work);
    }
  }

  private final class JobRow implements RunningWork.Rows {

    private final JobClaim claim;
    private final IntConsumer report;

    JobRow(JobClaim claim, IntConsumer report) {
      this.claim = claim;
      this.report = report;
    }

    @Override
    public boolean signOfLife(int done) {
      return claims.heartbeat(claim);
    }

    @Override
    public void report(int done) {
      report.accept(done);
    }
  }
}
