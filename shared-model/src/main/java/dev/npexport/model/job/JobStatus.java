package dev.npexport.model.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job stands. The last three are terminal: only a retry leaves them. */
public enum JobStatus {
  PENDING,
  COMPUTING,
  PACKAGING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean isTerminal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED -> true;
      case PENDING, COMPUTING, PACKAGING -> false;
    };
  }

  /** As it is stored and sent: lower case. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static JobStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
