package dev.npexport.model.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is being done for a job, as a person sees it. */
public enum Stage {
  PLANNING,
  COMPUTING,
  PACKAGING;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Stage of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
