package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Changes shards, each method in a transaction of its own and conditional like those of {@link
 * JobStore}.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class ShardStore {

  /** Adds to a shard's history: code, message and time are parameters. */
  static final String HISTORY =
      " history = s.history || jsonb_build_array(jsonb_build_object('attempt', s.attempt,"
          + " 'code', cast(:code as text), 'message', cast(:message as text),"
          + " 'worker', s.worker, 'at', cast(:at as text))),";

  private static final String HELD =
      " where s.job_id = :id and s.number = :number and s.attempt = :attempt and s.worker = :worker"
          + " and s.status = 'running' and exists (select 1 from neuronpedia_export_jobs j"
          + " where j.id = s.job_id and j.status = 'computing' and j.attempts = :jobAttempt)";

  private final JobRows rows;

  @Inject
  ShardStore(JobRows rows) {
    this.rows = rows;
  }

  public List<ExportShard> of(UUID jobId) {
    return rows.rows(
        ExportShard.class,
        "select * from export_shards where job_id = :id order by number",
        Map.of("id", jobId));
  }

  /** Whether a computing job has nothing left to compute. */
  public boolean allDone(UUID jobId) {
    return !rows.rows(
            Integer.class,
            """
            select 1 from neuronpedia_export_jobs j
            where j.id = :id and j.status = 'computing' and j.current_stage = 'computing'
              and not exists (select 1 from export_shards s
                              where s.job_id = j.id and s.status <> 'done')
            """,
            Map.of("id", jobId))
        .isEmpty();
  }

  /** What a shard was estimated to need; empty when there is no such shard. */
  public OptionalLong memoryBytes(UUID jobId, int number) {
    return rows
        .rows(
            Long.class,
            "select memory_bytes from export_shards where job_id = :id and number = :number",
            Map.of("id", jobId, "number", number))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** The shard that failed for good and its job with it; empty if it failed outside its shards. */
  public Optional<ExportShard> failedShard(UUID jobId) {
    return rows
        .rows(
            ExportShard.class,
            """
            select * from export_shards where job_id = :id and status = 'failed'
            order by number limit 1
            """,
            Map.of("id", jobId))
        .stream()
        .findFirst();
  }

  /**
   * Notes that a shard needs more memory than a worker has whom its message reached. From now on it
   * is fetched from its row by a worker that has enough.
   */
  public boolean tooLarge(UUID jobId, int number) {
    return rows.update(
            """
            update export_shards set too_large_at = coalesce(too_large_at, :now)
            where job_id = :id and number = :number and status = 'pending'
            """,
            Map.of("id", jobId, "number", number))
        == 1;
  }

  /** The oldest shard that was too large for another worker and needs no more than this. */
  public Optional<ExportShard.Key> waitingFor(long memoryBytes) {
    return rows
        .rows(
            ExportShard.class,
            """
            select s.* from export_shards s join neuronpedia_export_jobs j on j.id = s.job_id
            where j.status = 'computing' and j.current_stage = 'computing' and s.status = 'pending'
              and s.too_large_at is not null and s.memory_bytes <= :memory
            order by j.created_at, s.number limit 1
            """,
            Map.of("memory", memoryBytes))
        .stream()
        .findFirst()
        .map(shard -> shard.key);
  }

  /** Fails a waiting shard that nobody can compute, and its job with it. */
  public Optional<ExportJob> giveUp(UUID jobId, int number, JobError error) {
    int updated =
        rows.update(
            """
            update export_shards s
            set status = 'failed', error_code = :code, error_message = :message
            where s.job_id = :id and s.number = :number and s.status = 'pending'
              and exists (select 1 from neuronpedia_export_jobs j
                          where j.id = s.job_id and j.status = 'computing')
            """,
            Map.of(
                "id", jobId, "number", number, "code", error.code(), "message", error.message()));
    return updated == 0
        ? Optional.empty()
        : rows.job(JobStore.FAIL, JobStore.failure(jobId, attemptOf(jobId), error));
  }

  /** How many shards of unfinished jobs stand where. */
  public Map<ShardStatus, Long> countByStatus() {
    return rows
        .rows(
            Object[].class,
            """
            select s.status, count(*) from export_shards s
            join neuronpedia_export_jobs j on j.id = s.job_id
            where j.status in ('pending', 'computing', 'packaging') group by s.status
            """,
            Map.of())
        .stream()
        .collect(Collectors.toMap(row -> ShardStatus.of((String) row[0]), row -> (Long) row[1]));
  }

  /** pending → running, with a new attempt; one of several workers wins. */
  public Optional<ShardClaim> claim(UUID jobId, int number, String worker) {
    Optional<ExportShard> shard =
        rows
            .rows(
                ExportShard.class,
                """
                update export_shards s
                set status = 'running', attempt = s.attempt + 1, features_done = 0, worker = :worker,
                    heartbeat_at = :now
                from neuronpedia_export_jobs j
                where j.id = s.job_id and j.status = 'computing' and j.current_stage = 'computing'
                  and s.job_id = :id and s.number = :number and s.status = 'pending'
                returning s.*
                """,
                Map.of("id", jobId, "number", number, "worker", worker))
            .stream()
            .findFirst();
    return shard.map(
        row ->
            new ShardClaim(
                jobId,
                attemptOf(jobId),
                number,
                row.attempt,
                worker,
                row.fromPlace,
                row.toPlace,
                row.cost,
                row.memoryBytes));
  }

  private int attemptOf(UUID jobId) {
    return rows.rows(
            Integer.class,
            "select attempts from neuronpedia_export_jobs where id = :id",
            Map.of("id", jobId))
        .getFirst();
  }

  /** Sign of life and features done; false when the shard is no longer the worker's. */
  public boolean heartbeat(ShardClaim claim, int featuresDone) {
    return rows.update(
            "update export_shards s set heartbeat_at = :now,"
                + " features_done = greatest(s.features_done, :done)"
                + HELD,
            held(claim).with("done", featuresDone))
        == 1;
  }

  /**
   * running → done. {@code publish} moves the result to its place, while the row is locked and only
   * if the shard is still the claim's; if it throws, the row stays as it was.
   */
  public boolean done(ShardClaim claim, Runnable publish) {
    int updated =
        rows.update(
            "update export_shards s set status = 'done', features_done = s.to_place - s.from_place,"
                + " heartbeat_at = :now, error_code = null, error_message = null"
                + HELD,
            held(claim));
    if (updated == 0) {
      return false;
    }
    publish.run();
    return true;
  }

  /** Gives a shard back untried, as a worker does that is asked to stop. */
  public boolean release(ShardClaim claim) {
    return rows.update(
            "update export_shards s set status = 'pending', worker = null, heartbeat_at = null,"
                + " published_at = null, features_done = 0"
                + HELD,
            held(claim))
        == 1;
  }

  /** What a reported failure led to. */
  public sealed interface Failure {

    /** The shard was no longer the worker's: nothing changed. */
    record Stale() implements Failure {}

    /** The shard is pending again and its message is to be published. */
    record Again(int failures) implements Failure {}

    /** It was one failure too many: the shard and its job failed. */
    record Final(ExportJob job) implements Failure {}
  }

  /**
   * Records a failure; with {@code limit} of them the shard fails, and with it the job.
   *
   * @param limit 1 for an error that another attempt cannot mend
   */
  public Failure failed(ShardClaim claim, JobError error, int limit) {
    Optional<ExportShard> shard =
        rows
            .rows(
                ExportShard.class,
                "update export_shards s set failures = s.failures + 1, error_code = :code,"
                    + " error_message = :message, published_at = null, heartbeat_at = null,"
                    + HISTORY
                    + " status = case when s.failures + 1 >= :limit then 'failed' else 'pending' end"
                    + HELD
                    + " returning s.*",
                held(claim)
                    .with("code", error.code())
                    .with("message", error.message().replace("\0", ""))
                    .with("at", rows.now().toString())
                    .with("limit", limit))
            .stream()
            .findFirst();
    if (shard.isEmpty()) {
      return new Failure.Stale();
    }
    if (shard.get().status == ShardStatus.PENDING) {
      return new Failure.Again(shard.get().failures);
    }
    Optional<ExportJob> job =
        rows.job(JobStore.FAIL, JobStore.failure(claim.jobId(), claim.jobAttempt(), error));
    return job.<Failure>map(Failure.Final::new).orElseGet(Failure.Stale::new);
  }

  private static Parameters held(ShardClaim claim) {
    return new Parameters()
        .with("id", claim.jobId())
        .with("number", claim.number())
        .with("attempt", claim.attempt())
        .with("worker", claim.worker())
        .with("jobAttempt", claim.jobAttempt());
  }
}
