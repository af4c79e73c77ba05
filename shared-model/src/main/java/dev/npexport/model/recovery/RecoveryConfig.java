package dev.npexport.model.recovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When work counts as lost. Both services must have the same values. */
@ConfigMapping(prefix = "npexport.recovery")
public interface RecoveryConfig {

  /** How often the sweeper looks, over all services together. */
  @WithDefault("5s")
  Duration interval();

  /** A worker that has not been heard of for this long has lost what it held. */
  @WithDefault("15s")
  Duration silentAfter();

  /** How long a message may wait for its confirm before it is sent again. */
  @WithDefault("10s")
  Duration unconfirmedAfter();

  /** How long a shard may wait for a worker with enough memory before its job fails. */
  @WithDefault("10m")
  Duration memoryWait();

  /** How many workers may be lost over one shard, planning or packaging before the job fails. */
  @WithDefault("10")
  int maxLosses();
}
