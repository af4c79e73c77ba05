package dev.npexport.benchmarks.workers;

import java.util.List;
import java.util.PriorityQueue;

/** What a number of workers would need for shards of known length. */
final class Schedule {

  private Schedule() {}

  /** Seconds until the last shard is done, when whoever is free takes the next one. */
  static double makespan(List<Double> shardSeconds, int workers) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      free.add(0.0);
    }
    double last = 0;
    for (double seconds : shardSeconds) {
      double end = free.remove() + seconds;
      free.add(end);
      last = Math.max(last, end);
    }
    return last;
  }
}
