package dev.npexport.api.progress;

import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Passes events on to this replica's subscribers and remembers the last of each job. */
@ApplicationScoped
public class ProgressHub {

  private static final int REMEMBERED_JOBS = 1_000;

  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final Map<UUID, JobEvent> last =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, JobEvent> eldest) {
              return size() > REMEMBERED_JOBS;
            }
          });

  /** An event that came over the broker. */
  public void relay(JobEvent event) {
    last.merge(event.jobId(), event, (older, newer) -> newer.seq() >= older.seq() ? newer : older);
    offer(event);
  }

  /** An event that may be known already, such as one made from a row. */
  void offer(JobEvent event) {
    subscriptions.values().forEach(subscription -> subscription.offer(event));
  }

  /** The last event of a job that came over the broker: it knows the speed, which rows do not. */
  public Optional<JobEvent> last(UUID job) {
    return Optional.ofNullable(last.get(job));
  }

  void add(String connection, Subscription subscription) {
    subscriptions.put(connection, subscription);
  }

  void remove(String connection) {
    subscriptions.remove(connection);
  }

  int watchers() {
    return subscriptions.size();
  }

  boolean watchesAll() {
    return subscriptions.values().stream().anyMatch(subscription -> subscription.job().isEmpty());
  }

  Set<UUID> watchedJobs() {
    return subscriptions.values().stream()
        .flatMap(subscription -> subscription.job().stream())
        .collect(Collectors.toSet());
  }
}
