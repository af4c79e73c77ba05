package dev.npexport.api.progress;

import dev.npexport.api.NpexportConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Reads the rows of watched jobs, so that an event that the broker lost is late, not missed. */
@ApplicationScoped
class WatchPoll {

  /** Ends are told again for this many polls; subscribers that know them ignore it. */
  private static final int POLLS_BACK = 20;

  private final ProgressHub hub;
  private final JobStates states;
  private final Clock clock;
  private final Duration interval;

  @Inject
  WatchPoll(ProgressHub hub, JobStates states, Clock clock, NpexportConfig config) {
    this.hub = hub;
    this.states = states;
    this.clock = clock;
    this.interval = config.watchPoll();
  }

  @Scheduled(
      every = "${npexport.watch-poll:1500ms}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NobodyWatches.class)
  void poll() {
    if (hub.watchesAll()) {
      states
          .progressSince(clock.instant().minus(interval.multipliedBy(POLLS_BACK)))
          .forEach(hub::offer);
    }
    Set<UUID> jobs = hub.watchedJobs();
    states.progress(jobs).forEach(hub::offer);
  }

  /** Costs no query while no page is open. */
  @ApplicationScoped
  static class NobodyWatches implements Scheduled.SkipPredicate {

    private final ProgressHub hub;

    @Inject
    NobodyWatches(ProgressHub hub) {
      this.hub = hub;
    }

    @Override
    public boolean test(io.quarkus.scheduler.ScheduledExecution execution) {
      return hub.watchers() == 0;
    }
  }
}
