package dev.npexport.model.sae;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A registered SAE with its model, activations and labels; paths are relative to the data root or
 * below an input root.
 */
@Entity
@Table(name = "saes")
public class RegisteredSae extends PanacheEntityBase {

  /** Version 5 UUID of the input fingerprints. */
  @Id public UUID id;

  @Column(nullable = false)
  public String name;

  @Column(name = "sae_path", nullable = false)
  public String saePath;

  @Column(name = "model_path", nullable = false)
  public String modelPath;

  @Column(name = "activations_path", nullable = false)
  public String activationsPath;

  /** Null without labels. */
  @Column(name = "labels_path")
  public String labelsPath;

  /** Null without the activations of the model itself. */
  @Column(name = "dense_activations_path")
  public String denseActivationsPath;

  @Column(nullable = false)
  public String format;

  @Column(nullable = false)
  public String architecture;

  @Column(name = "d_in", nullable = false)
  public int dIn;

  @Column(name = "d_model", nullable = false)
  public int dModel;

  @Column(name = "d_sae", nullable = false)
  public int dSae;

  @Column(name = "model_name")
  public String modelName;

  @Column(name = "hook_name")
  public String hookName;

  /** The engine's {@code InputFacts} as JSON. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  public String facts;

  @Column(name = "created_at", nullable = false)
  public Instant createdAt;

  /**
   * Since when it is hidden, null while it is listed: forgetting an SAE leaves the history and the
   * archives of its finished exports, and registering it again brings it back.
   */
  @Column(name = "forgotten_at")
  public Instant forgottenAt;

  /**
   * When its features were filled in from activations and labels. Null asks the next planning for
   * it, so whoever changes the labels' path sets it back.
   */
  @Column(name = "features_at")
  public Instant featuresAt;

  /** Another number after every change of its features; the database counts. */
  @Column(name = "features_version", insertable = false, updatable = false)
  public long featuresVersion;
}
