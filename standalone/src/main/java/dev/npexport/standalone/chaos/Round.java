package dev.npexport.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Some faults while clients export, then rest, then the checks. */
final class Round {

  private static final long REST_MILLIS = 60_000;
  private static final long STEP = 300;

  /** More faults than these wait until one is over: what is down for good shows nothing. */
  private static final int MOST_AT_A_TIME = 5;

  private final Cluster cluster;
  private final ChaosApi api;
  private final Messages messages;
  private final Load load;
  private final Tally tally;
  private final Consumer<String> notes;
  private volatile boolean over;

  Round(
      Cluster cluster,
      ChaosApi api,
      Messages messages,
      Load load,
      Tally tally,
      Consumer<String> notes) {
    this.cluster = cluster;
    this.api = api;
    this.messages = messages;
    this.load = load;
    this.tally = tally;
    this.notes = notes;
  }

  void run(int number, List<Fault> faults, int clients, long seed) throws InterruptedException {
    EventConnection everything =
        new EventConnection(tally::violation, load::heard, load::wasRetried);
    everything.connect(api, api.events(Optional.empty()));
    load.begin(clients, seed, "round-" + number + "-" + seed);
    Thread keeper = Thread.ofVirtual().start(this::startWhatEnded);
    try {
      inject(faults);
      load.calm();
      load.join();
    } finally {
      over = true;
      keeper.join();
      everything.abort();
    }
    cluster.awaitReady();
    check();
  }

  private void inject(List<Fault> faults) throws InterruptedException {
    Injector injector = new Injector(cluster, messages, load);
    Semaphore places = new Semaphore(MOST_AT_A_TIME);
    long begin = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (Fault fault : faults) {
      long wait = fault.at() - (System.nanoTime() - begin) / 1_000_000;
      Thread.sleep(Math.max(0, wait));
      places.acquire();
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    inject(injector, fault);
                    places.release();
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void inject(Injector injector, Fault fault) {
    try {
      if (injector.inject(fault)) {
        tally.injected(fault.kind());
        notes.accept("  " + fault);
      } else {
        tally.missed();
        notes.accept("  " + fault + " (found nothing to hit)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // a fault that is left out unnoticed would count as survived
      tally.violation("%s could not be injected: %s".formatted(fault, e));
    }
  }

  private void startWhatEnded() {
    try {
      while (!over) {
        for (Service service : cluster.services()) {
          if (service.startIfEnded()) {
            notes.accept("  " + service.name() + " had ended by itself and was started again");
          }
        }
        Thread.sleep(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() throws InterruptedException {
    Checks checks = new Checks(cluster, messages, load);
    List<String> wrong = checks.atRest();
    for (long waited = 0; !wrong.isEmpty() && waited < REST_MILLIS; waited += STEP) {
      Thread.sleep(STEP);
      wrong = checks.atRest();
    }
    wrong.forEach(tally::violation);
    checks.archives().forEach(tally::violation);
    checks.dead(load.failed()).forEach(tally::violation);
    watchLate();
    for (String job : load.runs().keySet()) {
      ChaosApi.Answer answer = api.delete(job);
      if (answer.status() != 204) {
        tally.violation("job %s cannot be deleted: %s".formatted(job, answer));
      }
    }
    checks.nothingLeft().forEach(tally::violation);
  }

  /** Who comes after the end is told of it once, and then let go. */
  private void watchLate() throws InterruptedException {
    for (String job : load.completed().keySet()) {
      EventConnection late = new EventConnection(tally::violation, event -> {}, id -> false);
      if (!late.connect(api, api.events(Optional.of(job)))
          || late.awaitClose(10_000).filter(code -> code == 1000).isEmpty()
          || !late.ended(job)) {
        tally.violation("a late watcher of job %s was not told of its end".formatted(job));
      }
    }
  }
}
