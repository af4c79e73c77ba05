package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Clients that export one job after another while faults happen. */
final class Load {

  /** How long after the last fault everything must have ended. */
  static final long PATIENCE_MILLIS = 180_000;

  private static final int LATEST_CANCEL = 2_500;
  private static final int ONE_IN_CANCELLED = 8;

  private final ChaosApi api;
  private final String sae;
  private final List<Variant> variants;
  private final Tally tally;
  private final Messages messages;
  private final Map<String, JobRun> runs = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> completed = new ConcurrentHashMap<>();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();
  private final List<Thread> clients = new ArrayList<>();
  private volatile long calmSince;
  private volatile boolean diskWasFull;

  Load(ChaosApi api, String sae, List<Variant> variants, Tally tally, Messages messages) {
    this.api = api;
    this.sae = sae;
    this.variants = variants;
    this.tally = tally;
    this.messages = messages;
  }

  /**
   * Starts the clients.
   *
   * @param seed of what they export and what they cancel
   */
  void begin(int clientCount, long seed, String name) {
    for (int client = 0; client < clientCount; client++) {
      String prefix = name + "-" + client;
      Random random = new Random(seed + client);
      clients.add(Thread.ofVirtual().name(prefix).start(() -> exportUntilCalm(prefix, random)));
    }
  }

  private void exportUntilCalm(String prefix, Random random) {
    try {
      for (int number = 0; number == 0 || calmSince == 0; number++) {
        export(
            variants.get(random.nextInt(variants.size())),
            prefix + "-" + number,
            random.nextInt(ONE_IN_CANCELLED) == 0
                ? OptionalLong.of(random.nextInt(LATEST_CANCEL))
                : OptionalLong.empty());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // a client that ends unnoticed would hide what it was to find
      tally.violation("the client " + prefix + " broke down: " + e);
    }
  }

  /** Exports once, to the end. */
  void export(Variant variant, String key, OptionalLong cancelAfter) throws InterruptedException {
    tally.job();
    JobRun run = new JobRun(api, sae, variant, key, cancelAfter, this);
    run.run().ifPresent(row -> completed.put(run.job(), row));
  }

  /** No more faults come; the clients finish what they have begun. */
  void calm() {
    calmSince = System.nanoTime();
  }

  void join() throws InterruptedException {
    for (Thread client : clients) {
      client.join();
    }
  }

  void filled() {
    diskWasFull = true;
  }

  boolean diskWasFull() {
    return diskWasFull;
  }

  /** Milliseconds since both the last fault and this moment; 0 while there are faults. */
  long calmFor(long nanos) {
    return calmSince == 0
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - Math.max(nanos, calmSince));
  }

  void started(JobRun run) {
    runs.put(run.job(), run);
  }

  /** An attempt of a job ended. */
  void ended(String job, String status, String code) {
    tally.end(code.isEmpty() ? status : status + ":" + code);
    if (status.equals("failed")) {
      failed.add(job);
    }
  }

  /** Jobs of which an attempt failed. */
  Set<String> failed() {
    return failed;
  }

  void retried(String job) {
    tally.retried(job);
  }

  boolean wasRetried(String job) {
    return tally.wasRetried(job);
  }

  void heard(String event) {
    messages.remember(event);
  }

  void violation(String text) {
    tally.violation(text);
  }

  /** Every job that was started. */
  Map<String, JobRun> runs() {
    return runs;
  }

  /** The rows of those that were completed. */
  Map<String, JsonNode> completed() {
    return completed;
  }
}
