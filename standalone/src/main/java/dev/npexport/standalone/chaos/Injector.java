package dev.npexport.standalone.chaos;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Does to an installation what a schedule says. */
final class Injector {

  /** How long a fault looks for something to hit. */
  private static final long SEARCH_MILLIS = 40_000;

  /** How long a service may take to notice, some missed heartbeats and a busy machine. */
  private static final long NOTICING_MILLIS = 45_000;

  private final Cluster cluster;
  private final Messages messages;
  private final Load load;
  private final ReentrantLock databaseTurn = new ReentrantLock();
  private final ReentrantLock brokerTurn = new ReentrantLock();
  private final ReentrantLock volumeTurn = new ReentrantLock();

  Injector(Cluster cluster, Messages messages, Load load) {
    this.cluster = cluster;
    this.messages = messages;
    this.load = load;
  }

  /**
   * Returns when the fault is over and what it broke has been started again; false if it missed.
   */
  boolean inject(Fault fault) throws InterruptedException {
    switch (fault.kind()) {
      case WORKER_KILLED -> worker(fault).killFor(fault.lasts());
      case WORKER_STOPPED -> worker(fault).stopFor(fault.lasts());
      case API_KILLED -> cluster.api().killFor(fault.lasts());
      case BROKER_KILLED -> killBroker(fault);
      case DATABASE_KILLED -> killDatabase(fault);
      case CONNECTION_CUT -> {
        return search(() -> cut(fault));
      }
      case CONNECTION_STALLED -> {
        return search(() -> stall(fault));
      }
      case CONNECTION_LOST -> {
        return search(() -> lose(fault));
      }
      case MESSAGES_DUPLICATED -> {
        return search(() -> messages.duplicate(liveShards(), fault.choice()));
      }
      case MESSAGES_REORDERED -> {
        return search(() -> messages.reorder(fault.lasts(), fault.choice()));
      }
      case DISK_FULL -> fillDisk(fault);
      case SHARD_TRUNCATED -> {
        return search(() -> cluster.volume().truncateAShard(fault.choice()));
      }
    }
    return true;
  }

  private Service worker(Fault fault) {
    return cluster.workers().get(fault.choice() % cluster.workers().size());
  }

  private Service service(Fault fault) {
    List<Service> services = cluster.services();
    return services.get(fault.choice() % services.size());
  }

  private boolean isToDatabase(Fault fault) {
    return fault.choice() / cluster.services().size() % 2 == 0;
  }

  private TcpProxy proxy(Fault fault) {
    return service(fault).proxy(isToDatabase(fault));
  }

  private boolean cut(Fault fault) throws InterruptedException {
    TcpProxy proxy = proxy(fault);
    proxy.refuse(true);
    boolean hit = proxy.cut();
    if (hit) {
      Thread.sleep(fault.lasts());
    }
    proxy.refuse(false);
    return hit;
  }

  /** Every other stall ends in a break: what was on its way is lost. */
  private boolean stall(Fault fault) throws InterruptedException {
    TcpProxy proxy = proxy(fault);
    if (!proxy.isUsed()) {
      return false;
    }
    proxy.stall(true);
    Thread.sleep(fault.lasts());
    if (fault.lasts() % 2 == 0) {
      proxy.cut();
    }
    proxy.stall(false);
    return true;
  }

  /**
   * A service has to find out by itself: by the broker's heartbeats, whether it has something to
   * send or not, and by its patience with the database when it next asks it.
   */
  private boolean lose(Fault fault) throws InterruptedException {
    TcpProxy proxy = proxy(fault);
    if (!proxy.lose()) {
      return false;
    }
    Thread.sleep(fault.lasts());
    if (!isToDatabase(fault)) {
      long end = System.nanoTime() + NOTICING_MILLIS * 1_000_000;
      while (proxy.isLossUnnoticed() && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      if (proxy.isLossUnnoticed()) {
        load.violation(
            "%s has not noticed within %d s that its connection to the broker is lost"
                .formatted(service(fault).name(), (fault.lasts() + NOTICING_MILLIS) / 1_000));
      }
    }
    proxy.endLost();
    return true;
  }

  private void killBroker(Fault fault) throws InterruptedException {
    brokerTurn.lock();
    try {
      cluster.broker().kill();
      Thread.sleep(fault.lasts());
      cluster.broker().start();
    } finally {
      brokerTurn.unlock();
    }
  }

  private void killDatabase(Fault fault) throws InterruptedException {
    databaseTurn.lock();
    try {
      cluster.database().kill();
      Thread.sleep(fault.lasts());
      cluster.database().start();
    } finally {
      databaseTurn.unlock();
    }
  }

  private void fillDisk(Fault fault) throws InterruptedException {
    volumeTurn.lock();
    try {
      load.filled();
      cluster.volume().fill(fault.lasts());
    } finally {
      volumeTurn.unlock();
    }
  }

  /** The shards of live jobs; none while the database is away. */
  private List<List<String>> liveShards() {
    return cluster
        .database()
        .rows(
            "select s.job_id, s.number from export_shards s"
                + " join neuronpedia_export_jobs j on j.id = s.job_id"
                + " order by j.created_at desc, s.number limit 40");
  }

  private interface Attempt {
    boolean hits() throws InterruptedException;
  }

  private static boolean search(Attempt attempt) throws InterruptedException {
    long end = System.nanoTime() + SEARCH_MILLIS * 1_000_000;
    while (System.nanoTime() < end) {
      try {
        if (attempt.hits()) {
          return true;
        }
      } catch (dev.npexport.standalone.launch.LaunchException away) {
        // what it would hit is broken already
      }
      Thread.sleep(50);
    }
    return false;
  }
}
