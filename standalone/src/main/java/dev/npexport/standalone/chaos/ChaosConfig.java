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

  /** How long services wait for the database, and it for them. */
  static final String DATABASE_PATIENCE =
      "connectTimeout=3&socketTimeout=5&options=-c%20idle_in_transaction_session_timeout=4s";

  /** The services' settings: as in any deployment, but with little patience. */
  static final Map<String, String> SERVICES =
      Map.ofEntries(
          Map.entry("SOURCE_DATE_EPOCH", "1700000000"),
          Map.entry("NPEXPORT_RECOVERY_INTERVAL", "1s"),
          Map.entry("NPEXPORT_RECOVERY_SILENT_AFTER", SILENT_AFTER.toSeconds() + "s"),
          Map.entry("NPEXPORT_RECOVERY_UNCONFIRMED_AFTER", "1s"),
          Map.entry("NPEXPORT_RECOVERY_MAX_LOSSES", "100"),
          Map.entry("NPEXPORT_WORKER_HEARTBEAT", "300ms"),
          Map.entry("NPEXPORT_BROKER_HEARTBEAT_SECONDS", "2"),
          // nothing native to load with every start: what is tried here is not arithmetic
          Map.entry("NPEXPORT_BACKEND", "reference"),
          // nor much to compile in processes that live for seconds
          Map.entry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"),
          Map.entry("NPEXPORT_WORKER_THREADS", "1"),
          Map.entry("NPEXPORT_WORKER_SHARD_COST", "1"),
          Map.entry("NPEXPORT_WORKER_BATCH_FEATURES", "48"));
}
