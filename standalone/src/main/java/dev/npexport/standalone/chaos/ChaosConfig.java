package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.Installation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of faults is made of.
 *
 * @param jobs that are under way at any time
 * @param onlyRound replays one round, counted from 1
 */
public record ChaosConfig(
    Installation installation,
    DataFolder folder,
    long seed,
    int faults,
    int workers,
    int jobs,
    Broker broker,
    Optional<Integer> onlyRound) {

  /** Which broker carries the messages. */
  public enum Broker {
    embedded,
    rabbitmq
  }

  /** A worker that has not been heard of for this long has lost its work. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(2);

  /** The services' settings: as in any deployment, but with little patience. */
  static final Map<String, String> SERVICES =
      Map.of(
          "SOURCE_DATE_EPOCH", "1700000000",
          "NPEXPORT_RECOVERY_INTERVAL", "1s",
          "NPEXPORT_RECOVERY_SILENT_AFTER", SILENT_AFTER.toSeconds() + "s",
          "NPEXPORT_RECOVERY_UNCONFIRMED_AFTER", "1s",
          "NPEXPORT_RECOVERY_MAX_LOSSES", "100",
          "NPEXPORT_WORKER_HEARTBEAT", "300ms",
          "NPEXPORT_WORKER_THREADS", "1",
          "NPEXPORT_WORKER_SHARD_COST", "1",
          "NPEXPORT_WORKER_BATCH_FEATURES", "48");
}
