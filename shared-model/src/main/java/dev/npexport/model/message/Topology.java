package dev.npexport.model.message;

import java.util.List;
import java.util.UUID;

/** Names on the broker; both services declare them alike. */
public final class Topology {

  /** Work queue: a job needs its next step. Durable. */
  public static final String JOBS = "npexport.jobs";

  /** Work queue: one shard to compute. Durable. */
  public static final String SHARDS = "npexport.shards";

  /** Where messages of failed shards and jobs end, with their history. Durable. */
  public static final String DEAD = "npexport.dead";

  /** Topic exchange of {@link JobEvent}s, routing key {@code job.{id}}. */
  public static final String EVENTS = "npexport.events";

  /** Fanout exchange of {@link ControlMessage}s to every worker. */
  public static final String CONTROL = "npexport.control";

  /** Every queue. */
  public static final List<String> QUEUES = List.of(JOBS, SHARDS, DEAD);

  private Topology() {}

  /** Routing key of a job's events. */
  public static String eventKey(UUID jobId) {
    return "job." + jobId;
  }
}
