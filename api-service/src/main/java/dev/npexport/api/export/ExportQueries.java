package dev.npexport.api.export;

import dev.npexport.api.paging.Page;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/** Reads jobs. */
@ApplicationScoped
public class ExportQueries {

  /** A job and the name of its SAE. */
  public record Row(ExportJob job, String saeName) {}

  /** The same with the job's shards, in order. */
  record Detailed(Row row, List<ExportShard> shards) {}

  /** A page of jobs and how many there are of each status with the same other filters. */
  record History(Page<Row> page, Map<JobStatus, Long> totals) {}

  private static final String FROM =
      " from ExportJob j join RegisteredSae s on s.id = j.saeId where ";

  private final Session session;

  @Inject
  ExportQueries(Session session) {
    this.session = session;
  }

  /** The job with this id. */
  @Transactional
  public Row get(String id) {
    return find(id);
  }

  /** As {@link #get}, with its shards as they were at that moment or later. */
  @Transactional
  Detailed detailed(String id) {
    return withShards(id);
  }

  /**
   * As {@link #detailed}, in no transaction: without its begin and end the answer comes sooner. For
   * threads that serve no request, whose session could know the job from before.
   */
  @ActivateRequestContext
  Detailed detailedAlone(String id) {
    return withShards(id);
  }

  private Row find(String id) {
    return parse(id)
        .flatMap(
            uuid ->
                session
                    .createSelectionQuery("select j, s.name" + FROM + "j.id = :id", Tuple.class)
                    .setParameter("id", uuid)
                    .uniqueResultOptional())
        .map(ExportQueries::row)
        .orElseThrow(
            () -> new ApiException(ErrorCode.EXPORT_NOT_FOUND, "no export has the id " + id));
  }

  private Detailed withShards(String id) {
    Row row = find(id);
    return new Detailed(
        row,
        session
            .createSelectionQuery(
                "from ExportShard where key.jobId = :job order by key.number", ExportShard.class)
            .setParameter("job", row.job().id)
            .getResultList());
  }

  @Transactional
  History list(HistoryQuery query) {
    String where = query.where();
    SelectionQuery<Tuple> rows =
        query.bind(
            session.createSelectionQuery(
                "select j, s.name" + FROM + where + query.orderBy(), Tuple.class));
    List<Row> items =
        rows
            .setFirstResult(query.page() * query.size())
            .setMaxResults(query.size())
            .getResultList()
            .stream()
            .map(ExportQueries::row)
            .toList();
    long total =
        query
            .bind(session.createSelectionQuery("select count(*)" + FROM + where, Long.class))
            .getSingleResult();
    return new History(new Page<>(items, query.page(), query.size(), total), totals(query));
  }

  private Map<JobStatus, Long> totals(HistoryQuery query) {
    HistoryQuery anyStatus = query.withoutStatus();
    Map<JobStatus, Long> totals = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      totals.put(status, 0L);
    }
    anyStatus
        .bind(
            session.createSelectionQuery(
                "select j.status, count(*)" + FROM + anyStatus.where() + " group by j.status",
                Tuple.class))
        .getResultList()
        .forEach(row -> totals.put(row.get(0, JobStatus.class), row.get(1, Long.class)));
    return totals;
  }

  private static Row row(Tuple tuple) {
    return new Row(tuple.get(0, ExportJob.class), tuple.get(1, String.class));
  }

  private static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
