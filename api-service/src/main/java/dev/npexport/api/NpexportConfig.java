package dev.npexport.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set for this service. Each key is also an environment variable, {@code data-dir} for
 * example {@code NPEXPORT_DATA_DIR}.
 */
@ConfigMapping(prefix = "npexport")
public interface NpexportConfig {

  /** The folder that requests name files in and where archives are written. */
  @WithDefault("data")
  String dataDir();

  /**
   * Folders outside the data root whose files may be named by absolute path, joined by the
   * platform's path separator.
   */
  Optional<String> inputRoots();

  /** Allows other machines to reach the service although nobody has to say who they are. */
  @WithDefault("false")
  boolean allowUnauthenticated();

  /** Ends the service when the process that started it is gone; {@code ParentWatch} does it. */
  @WithDefault("false")
  boolean exitWithParent();

  /**
   * Accepts an export while the broker is down and publishes it later; otherwise such a request is
   * answered 503.
   */
  @WithDefault("false")
  boolean acceptWhenBrokerDown();

  /** How often the rows of watched jobs are read, in case the broker lost an event. */
  @WithDefault("1500ms")
  Duration watchPoll();
}
