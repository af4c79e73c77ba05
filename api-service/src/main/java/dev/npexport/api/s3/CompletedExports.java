package dev.npexport.api.s3;

import dev.npexport.model.job.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;

/** Reads which exports have an archive. */
@ApplicationScoped
class CompletedExports {

  /** Older ones are not served: each costs memory for its directory. */
  static final int MOST = 1_000;

  private final Session session;

  @Inject
  CompletedExports(Session session) {
    this.session = session;
  }

  /** The newest first. */
  @Transactional
  List<CompletedExport> newestFirst() {
    return session
        .createSelectionQuery(
            """
            select j.id, j.outputPath, j.sha256, j.completedAt from ExportJob j
            where j.status = :completed and j.outputPath is not null
            order by j.completedAt desc, j.id
            """,
            CompletedExport.class)
        .setParameter("completed", JobStatus.COMPLETED)
        .setMaxResults(MOST)
        .getResultList();
  }
}
