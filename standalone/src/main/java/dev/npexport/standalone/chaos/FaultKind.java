package dev.npexport.standalone.chaos;

import java.util.Locale;

/** What can be done to a running installation, and how often beside the others. */
public enum FaultKind {
  /** {@code kill -9}, started again a moment later. */
  WORKER_KILLED(12, 0, 1_000),
  /** SIGSTOP for longer than a worker may be silent: it wakes when others have its work. */
  WORKER_STOPPED(8, 2_400, 4_000),
  API_KILLED(5, 0, 1_000),
  BROKER_KILLED(4, 0, 1_500),
  DATABASE_KILLED(4, 0, 1_500),
  /** Every connection of a service to the database or the broker breaks; new ones are refused. */
  CONNECTION_CUT(18, 0, 800),
  /** The connections of a service to the database or the broker carry nothing for a while. */
  CONNECTION_STALLED(10, 300, 6_000),
  /** The connections of a service to the database or the broker end, and neither side is told. */
  CONNECTION_LOST(6, 6_000, 10_000),
  /** Copies of messages for live jobs, and of events that were sent before. */
  MESSAGES_DUPLICATED(18, 0, 0),
  /** Waiting messages are held for a while and come back in another order. */
  MESSAGES_REORDERED(12, 0, 500),
  /** The data volume has no byte left for a while. */
  DISK_FULL(4, 300, 1_500),
  /** A file of a finished shard loses its second half. */
  SHARD_TRUNCATED(5, 0, 0);

  private final int weight;
  private final int shortest;
  private final int longest;

  FaultKind(int weight, int shortest, int longest) {
    this.weight = weight;
    this.shortest = shortest;
    this.longest = longest;
  }

  int weight() {
    return weight;
  }

  /** Shortest time that it lasts, in milliseconds. */
  int shortest() {
    return shortest;
  }

  int longest() {
    return longest;
  }

  /** As reports show it: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
