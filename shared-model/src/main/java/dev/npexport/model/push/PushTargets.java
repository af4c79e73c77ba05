package dev.npexport.model.push;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Neuronpedias that exports may be pushed to, by name: {@code
 * NPEXPORT_TARGETS_LOCAL_KIND=database} and so on. Both services must have the same.
 */
@ConfigMapping(prefix = "npexport.targets")
public interface PushTargets {

  @WithParentName
  Map<String, Target> byName();

  /** One Neuronpedia. */
  interface Target {

    Kind kind();

    /**
     * Of a database: {@code jdbc:postgresql://host:port/name}; of an import API: the address of the
     * web application, such as {@code http://localhost:3000}. Without credentials: it is shown.
     */
    String url();

    /** Of the database. */
    Optional<String> username();

    /** Of the database, or an administrator's API key. Never shown. */
    Optional<String> secret();
  }

  /** How a Neuronpedia is reached. */
  enum Kind {
    /** Its PostgreSQL database, into which the rows are inserted. */
    DATABASE,
    /** Its import route, which reads this service's S3 view. */
    IMPORT_API;

    /** As it is sent: lower case. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
