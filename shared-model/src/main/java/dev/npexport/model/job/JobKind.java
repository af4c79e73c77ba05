package dev.npexport.model.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job does; all kinds have the same life. */
public enum JobKind {
  /** Computes an archive. */
  EXPORT,
  /** Computes dashboards ahead, into {@code feature_dashboard_data}. */
  DASHBOARD_DATA,
  /** Sends the tree of a finished archive to a Neuronpedia. */
  PUSH;

  /** As it is stored and sent: lower case. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static JobKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
