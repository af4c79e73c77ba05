package dev.npexport.worker.config;

import com.sun.management.OperatingSystemMXBean;
import dev.npexport.model.job.WorkerStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;

/** What this worker can do. */
@ApplicationScoped
public class Abilities {

  private final WorkerStore.Abilities abilities;

  @Inject
  Abilities(WorkerConfig config) {
    WorkerConfig.Worker worker = config.worker();
    abilities =
        new WorkerStore.Abilities(
            worker.capabilities(),
            worker.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors()),
            worker.memoryBytes().orElseGet(Abilities::memoryOfTheMachine));
  }

  /** As its row says it. */
  public WorkerStore.Abilities all() {
    return abilities;
  }

  /** What a shard may need at most. */
  public long memoryBytes() {
    return abilities.memoryBytes();
  }

  /** Of the container, if it has a limit. */
  private static long memoryOfTheMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
