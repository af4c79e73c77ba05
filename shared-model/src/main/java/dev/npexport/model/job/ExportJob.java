package dev.npexport.model.job;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The row of one export job. It is read through this entity; its status is changed only by {@code
 * JobStore}, whose updates are conditional on the state they leave.
 */
@Entity
@Table(name = "neuronpedia_export_jobs")
public class ExportJob extends PanacheEntityBase {

  @Id public UUID id;

  @Convert(converter = WireConverters.OfJobKind.class)
  @Column(nullable = false)
  public JobKind kind;

  @Column(name = "sae_id", nullable = false)
  public UUID saeId;

  /** The config as it was sent, JSON. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  public String config;

  @Convert(converter = WireConverters.OfJobStatus.class)
  @Column(nullable = false)
  public JobStatus status;

  @Convert(converter = WireConverters.OfStage.class)
  @Column(name = "current_stage", nullable = false)
  public Stage stage;

  /** 0..1. */
  @Column(nullable = false)
  public double progress;

  @Column(name = "features_done", nullable = false)
  public int featuresDone;

  @Column(name = "feature_count", nullable = false)
  public int featureCount;

  /** Relative to the data root; null until completed. */
  @Column(name = "output_path")
  public String outputPath;

  @Column(name = "file_size_bytes")
  public Long fileSizeBytes;

  public String sha256;

  @Column(name = "error_code")
  public String errorCode;

  @Column(name = "error_message")
  public String errorMessage;

  /** A JSON list of problems: code, file, where, message. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "error_details")
  public String errorDetails;

  @Column(name = "cancelled_by")
  public String cancelledBy;

  /** Rises with each retry; an update by a worker of an earlier attempt changes nothing. */
  @Column(nullable = false)
  public int attempts;

  public String worker;

  @Column(name = "heartbeat_at")
  public Instant heartbeatAt;

  @Column(name = "event_seq", nullable = false)
  public long eventSeq;

  @Column(name = "event_at")
  public Instant eventAt;

  /** When the broker confirmed the job's message; null until then. */
  @Column(name = "published_at")
  public Instant publishedAt;

  /** How often a worker that held this job stopped answering, in this attempt. */
  @Column(nullable = false)
  public int losses;

  /** When the broker confirmed the event of the terminal state; null until then. */
  @Column(name = "terminal_event_at")
  public Instant terminalEventAt;

  /** When the broker confirmed the history of a failed job on the queue of the dead. */
  @Column(name = "dead_at")
  public Instant deadAt;

  @Column(name = "idempotency_key")
  public String idempotencyKey;

  @Column(name = "created_at", nullable = false)
  public Instant createdAt;

  @Column(name = "started_at")
  public Instant startedAt;

  @Column(name = "completed_at")
  public Instant completedAt;
}
