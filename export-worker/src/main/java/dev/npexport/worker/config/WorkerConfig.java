package dev.npexport.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What can be set for a worker. Each key is also an environment variable, {@code data-dir} for
 * example {@code NPEXPORT_DATA_DIR}.
 */
@ConfigMapping(prefix = "npexport")
public interface WorkerConfig {

  /** The data root, which the API and all workers share. */
  @WithDefault("data")
  String dataDir();

  /** Folders outside the data root that inputs may lie in, joined by the path separator. */
  Optional<String> inputRoots();

  /** Ends the service when the process that started it is gone. */
  @WithDefault("false")
  boolean exitWithParent();

  /** What concerns workers only. */
  Worker worker();

  /** Keys below {@code npexport.worker}. */
  interface Worker {

    /** Name in rows and logs, made unique for each process; the host's name without it. */
    Optional<String> name();

    /** Threads that the engine computes with; without it all processors. */
    Optional<Integer> threads();

    /**
     * Work of one shard in multiply-adds; 200 billion are some seconds of two cores. Smaller shards
     * spread one export over more workers and lose less when one dies.
     */
    @WithDefault("200000000000")
    long shardCost();

    /**
     * Features that a batch file of the archive has at least, memory permitting; no shard has
     * fewer. All workers need the same value: it is part of what the archive's bytes are.
     */
    @WithDefault("1024")
    int batchFeatures();

    /** How often a worker tells its rows that it goes on, and sees whether they were cancelled. */
    @WithDefault("700ms")
    Duration heartbeat();

    /** Failures of one shard after which its job fails. */
    @WithDefault("3")
    int maxAttempts();

    /**
     * A shard that needs more bytes than this is left to another worker; without it the memory of
     * the machine or container.
     */
    OptionalLong memoryBytes();

    /** How often an idle worker looks for shards that were too large for others. */
    @WithDefault("2s")
    Duration fetchInterval();

    /** What it can compute with, as its row says it: {@code cpu}, {@code gpu}. */
    @WithDefault("cpu")
    Set<String> capabilities();

    /** How long running work may take to stop when the worker is asked to. */
    @WithDefault("5s")
    Duration stopTimeout();
  }
}
