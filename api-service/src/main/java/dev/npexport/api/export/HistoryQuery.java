package dev.npexport.api.export;

import dev.npexport.api.paging.QueryParameters;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.SelectionQuery;

/** Filters, order and page of the history. */
record HistoryQuery(
    JobKind kind,
    Optional<JobStatus> status,
    Optional<UUID> saeId,
    Optional<Instant> createdAfter,
    String sort,
    int page,
    int size) {

  static final String DEFAULT_SORT = "-created_at";

  /** Sortable fields by wire name; a minus in front turns the order round. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "created_at", "j.createdAt",
          "completed_at", "j.completedAt",
          "file_size_bytes", "j.fileSizeBytes",
          "feature_count", "j.featureCount",
          "sae_name", "s.name",
          "status", "j.status");

  static HistoryQuery of(UriInfo uri) {
    QueryParameters parameters = new QueryParameters(uri);
    HistoryQuery query =
        new HistoryQuery(
            parameters
                .choice(
                    "kind",
                    Arrays.stream(JobKind.values()).map(JobKind::wire).toList(),
                    JobKind::of)
                .orElse(JobKind.EXPORT),
            parameters.choice(
                "status",
                Arrays.stream(JobStatus.values()).map(JobStatus::wire).toList(),
                JobStatus::of),
            parameters.uuid("sae_id"),
            parameters.instant("created_after"),
            parameters.choice("sort", sorts(), sort -> sort).orElse(DEFAULT_SORT),
            parameters.page(),
            parameters.size());
    parameters.check();
    return query;
  }

  HistoryQuery withoutStatus() {
    return new HistoryQuery(kind, Optional.empty(), saeId, createdAfter, sort, page, size);
  }

  String where() {
    List<String> terms = new ArrayList<>(List.of("j.kind = :kind"));
    status.ifPresent(value -> terms.add("j.status = :status"));
    saeId.ifPresent(value -> terms.add("j.saeId = :sae"));
    createdAfter.ifPresent(value -> terms.add("j.createdAt > :after"));
    return String.join(" and ", terms);
  }

  String orderBy() {
    boolean down = sort.startsWith("-");
    String column = COLUMNS.get(down ? sort.substring(1) : sort);
    return " order by %s %s nulls last, j.id".formatted(column, down ? "desc" : "asc");
  }

  <T> SelectionQuery<T> bind(SelectionQuery<T> query) {
    query.setParameter("kind", kind);
    status.ifPresent(value -> query.setParameter("status", value));
    saeId.ifPresent(value -> query.setParameter("sae", value));
    createdAfter.ifPresent(value -> query.setParameter("after", value));
    return query;
  }

  private static List<String> sorts() {
    return COLUMNS.keySet().stream()
        .sorted()
        .flatMap(name -> List.of(name, "-" + name).stream())
        .toList();
  }
}
