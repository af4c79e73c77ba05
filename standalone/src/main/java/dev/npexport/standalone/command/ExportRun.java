package dev.npexport.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.standalone.client.ApiClient;
import dev.npexport.standalone.client.ApiException;
import dev.npexport.standalone.client.ApiUnreachableException;
import dev.npexport.standalone.client.ArchiveDownload;
import dev.npexport.standalone.client.ExportStatus;
import dev.npexport.standalone.client.JobFollower;
import dev.npexport.standalone.client.RegisteredSae;
import dev.npexport.standalone.client.SaeRegistration;
import dev.npexport.standalone.progress.ProgressView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One export from registering to the archive on disk, through the API alone. */
final class ExportRun {

  private final Context context;
  private final ApiClient api;
  private final Optional<Path> dataDir;

  /**
   * @param dataDir of the service, where that was chosen
   */
  ExportRun(Context context, ApiClient api, Optional<Path> dataDir) {
    this.context = context;
    this.api = api;
    this.dataDir = dataDir;
  }

  /**
   * Returns when the archive is at {@code target} and was told of; an interruption cancels the job.
   *
   * @param serving where the service answers also after this; empty when it ends with the export
   */
  void run(SaeRegistration registration, ObjectNode config, Path target, Optional<String> serving)
      throws InterruptedException {
    ArchiveDownload.requireWritable(target);
    ProgressView progress = context.progress();
    progress.note("registering the SAE");
    RegisteredSae sae = api.registerSae(registration);
    sae.warnings().forEach(warning -> progress.note("warning: " + warning));
    String jobId = api.startExport(sae.id(), config);
    progress.note("export " + jobId + " of SAE " + sae.id());
    Runnable cancel = () -> cancel(jobId, progress);
    context.shutdown().add(cancel);
    ExportStatus end;
    try {
      end = new JobFollower(api).follow(jobId, progress::show);
    } finally {
      context.shutdown().remove(cancel);
      progress.finish();
    }
    if (!end.isCompleted()) {
      throw new ApiException(
          end.error().orElse("the export " + jobId + " ended as " + end.status()));
    }
    String sha256 =
        end.sha256()
            .orElseThrow(() -> new ApiException("the API gives no sha256 for export " + jobId));
    new ArchiveDownload(api).fetch(jobId, sha256, target);
    summarise(target, serving);
  }

  private void summarise(Path archive, Optional<String> serving) {
    try {
      ArchiveSummary summary = ArchiveSummary.of(archive);
      context.err().println();
      context.err().print(summary.text());
      context.err().print(NextCommands.text(summary, serving, dataDir));
      context.err().println();
    } catch (IOException e) {
      throw new ApiException("the downloaded archive cannot be read: " + e, e);
    }
  }

  private void cancel(String jobId, ProgressView progress) {
    progress.note("cancelling the export");
    try {
      api.cancel(jobId);
    } catch (ApiException | ApiUnreachableException e) {
      progress.note("the export could not be cancelled: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
