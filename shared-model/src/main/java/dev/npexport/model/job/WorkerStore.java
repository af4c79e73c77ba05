package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** The workers that are there and what they can do, as they say themselves. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class WorkerStore {

  private final JobRows rows;

  @Inject
  WorkerStore(JobRows rows) {
    this.rows = rows;
  }

  /**
   * What a worker can do.
   *
   * @param capabilities {@code cpu}, {@code gpu}
   * @param memoryBytes what a shard may need at most
   */
  public record Abilities(Collection<String> capabilities, int threads, long memoryBytes) {}

  /**
   * The workers that were heard of lately.
   *
   * @param largestMemoryBytes of the one with the most memory, 0 without any
   */
  public record Present(long count, long largestMemoryBytes) {}

  /** Says that a worker is there. */
  public void here(String name, Abilities abilities) {
    rows.update(
        """
        insert into workers (name, capabilities, threads, memory_bytes, seen_at)
        values (:name, :capabilities, :threads, :memory, :now)
        on conflict (name) do update
        set capabilities = excluded.capabilities, threads = excluded.threads,
            memory_bytes = excluded.memory_bytes, seen_at = excluded.seen_at
        """,
        Map.of(
            "name", name,
            "capabilities", String.join(",", new TreeSet<>(abilities.capabilities())),
            "threads", abilities.threads(),
            "memory", abilities.memoryBytes()));
  }

  /** Says that a worker has stopped. */
  public void gone(String name) {
    rows.update("delete from workers where name = :name", Map.of("name", name));
  }

  /** Forgets the workers that were not heard of since. */
  public void forget(Instant silentSince) {
    rows.update("delete from workers where seen_at < :silent", Map.of("silent", silentSince));
  }

  /** The workers that were heard of since. */
  public Present present(Instant silentSince) {
    Object[] row =
        rows.rows(
                Object[].class,
                "select count(*), coalesce(max(memory_bytes), 0) from workers"
                    + " where seen_at >= :silent",
                Map.of("silent", silentSince))
            .getFirst();
    return new Present((Long) row[0], (Long) row[1]);
  }
}
