package dev.npexport.model.job;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row of one shard of a job. */
@Entity
@Table(name = "export_shards")
public class ExportShard extends PanacheEntityBase {

  /** Job and number. */
  @Embeddable
  public record Key(@Column(name = "job_id") UUID jobId, int number) implements Serializable {}

  @EmbeddedId public Key key;

  @Column(name = "from_place", nullable = false)
  public int fromPlace;

  @Column(name = "to_place", nullable = false)
  public int toPlace;

  @Column(nullable = false)
  public long cost;

  @Column(name = "memory_bytes", nullable = false)
  public long memoryBytes;

  @Convert(converter = WireConverters.OfShardStatus.class)
  @Column(nullable = false)
  public ShardStatus status;

  /** How often it was begun; an update by an earlier attempt changes nothing. */
  @Column(nullable = false)
  public int attempt;

  /** Failures that workers reported, in this attempt of the job. */
  @Column(nullable = false)
  public int failures;

  /** How often its worker stopped answering, in this attempt of the job. */
  @Column(nullable = false)
  public int losses;

  @Column(name = "features_done", nullable = false)
  public int featuresDone;

  public String worker;

  @Column(name = "heartbeat_at")
  public Instant heartbeatAt;

  @Column(name = "published_at")
  public Instant publishedAt;

  @Column(name = "error_code")
  public String errorCode;

  @Column(name = "error_message")
  public String errorMessage;

  /** A JSON list of what went wrong, oldest first: attempt, code, message, worker, at. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  public String history;

  /** Since when it waits for a worker with more memory; null while none was too small. */
  @Column(name = "too_large_at")
  public Instant tooLargeAt;
}
