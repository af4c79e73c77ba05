package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.push.PushTargets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** The configured Neuronpedias, and what may be pushed to them. */
@ApplicationScoped
class Pushes {

  private final PushTargets targets;

  @Inject
  Pushes(PushTargets targets) {
    this.targets = targets;
  }

  TargetList list() {
    return new TargetList(
        targets.byName().entrySet().stream()
            .map(
                target ->
                    new TargetView(
                        target.getKey(), target.getValue().kind(), target.getValue().url()))
            .sorted(Comparator.comparing(TargetView::name))
            .toList());
  }

  /** The config of a job that pushes an export. */
  JsonNode config(ExportJob export, JsonNode exportConfig, Optional<String> target) {
    String name =
        target
            .filter(targets.byName()::containsKey)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.INVALID_FIELD,
                        ProblemItem.of(
                            ErrorCode.INVALID_FIELD,
                            "target",
                            targets.byName().isEmpty()
                                ? "no target is configured; NPEXPORT_TARGETS_NAME_KIND and the"
                                    + " like, at the API and every worker, configure one"
                                : "expected the name of a configured target: "
                                    + String.join(
                                        ", ", new TreeSet<>(targets.byName().keySet())))));
    if (export.kind != JobKind.EXPORT || export.status != JobStatus.COMPLETED) {
      throw new ApiException(
          ErrorCode.EXPORT_NOT_COMPLETED,
          "the %s is %s".formatted(export.kind.wire(), export.status.wire()));
    }
    if (!ExportOptionsParser.parse(exportConfig).includeNeuronpediaImport()) {
      throw new ApiException(
          ErrorCode.EXPORT_NOT_COMPLETED,
          "it was exported without include_neuronpedia_import, so there is no tree to push");
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("export_id", export.id.toString())
        .put("target", name);
  }
}
