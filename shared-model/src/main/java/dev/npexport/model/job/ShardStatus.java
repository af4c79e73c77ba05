package dev.npexport.model.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a shard stands. */
public enum ShardStatus {
  PENDING,
  RUNNING,
  DONE,
  FAILED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ShardStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
