package dev.npexport.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.progress.ProgressHub;
import dev.npexport.engine.dashboard.ExportOptionsJson;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes views of rows. */
@ApplicationScoped
class ExportViews {

  private final ObjectMapper json;
  private final ProgressHub hub;

  @Inject
  ExportViews(ObjectMapper json, ProgressHub hub) {
    this.json = json;
    this.hub = hub;
  }

  ExportView full(ExportQueries.Detailed detailed) {
    ExportQueries.Row row = detailed.row();
    Optional<JsonNode> config =
        row.job().kind == JobKind.PUSH
            ? Optional.empty()
            : Optional.of(
                ExportOptionsJson.parameters(ExportOptionsParser.parse(tree(row.job().config))));
    return view(row, config, Optional.of(detailed.shards().stream().map(ShardView::of).toList()));
  }

  ExportView brief(ExportQueries.Row row) {
    return view(row, Optional.empty(), Optional.empty());
  }

  private ExportView view(
      ExportQueries.Row row, Optional<JsonNode> config, Optional<List<ShardView>> shards) {
    ExportJob job = row.job();
    Optional<JobEvent> speed =
        hub.last(job.id).filter(event -> !job.status.isTerminal() && event.seq() >= job.eventSeq);
    return new ExportView(
        job.id,
        job.kind,
        job.saeId,
        row.saeName(),
        job.status,
        job.stage,
        job.progress,
        job.featuresDone,
        job.featureCount,
        speed.map(JobEvent::featuresPerSecond),
        speed.map(JobEvent::etaSeconds),
        Optional.ofNullable(job.outputPath),
        Optional.ofNullable(job.fileSizeBytes),
        Optional.ofNullable(job.sha256),
        Optional.ofNullable(job.errorCode),
        Optional.ofNullable(job.errorMessage),
        Optional.ofNullable(job.errorDetails).map(this::tree),
        Optional.ofNullable(job.cancelledBy),
        job.attempts,
        job.createdAt,
        Optional.ofNullable(job.startedAt),
        Optional.ofNullable(job.completedAt),
        job.kind == JobKind.EXPORT && job.status == JobStatus.COMPLETED
            ? Optional.of(JobAnswers.uri(job.id) + "/download")
            : Optional.empty(),
        config,
        push(job),
        shards);
  }

  private Optional<PushView> push(ExportJob job) {
    if (job.kind != JobKind.PUSH) {
      return Optional.empty();
    }
    JsonNode config = tree(job.config);
    return Optional.of(
        new PushView(
            UUID.fromString(config.path("export_id").asText()), config.path("target").asText()));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row with unreadable JSON", e);
    }
  }
}
