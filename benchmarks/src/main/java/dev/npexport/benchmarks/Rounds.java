package dev.npexport.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs two sides several times, each first in every other round, and takes medians. */
public final class Rounds {

  /** One run of a side. */
  @FunctionalInterface
  public interface Side {
    /** Seconds that count. */
    double run() throws InterruptedException;
  }

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> peers = new ArrayList<>();

  private Rounds() {}

  /** Runs a side for some seconds and three times at least: what is measured is compiled then. */
  public static void warmUp(Side side, double seconds, Console console)
      throws InterruptedException {
    int runs = 0;
    double spent = 0;
    while (runs < 3 || spent < seconds) {
      spent += side.run();
      runs++;
    }
    console.say("warmed up by %d runs in %.1f s", runs, spent);
  }

  /**
   * Runs all rounds.
   *
   * @param peer empty if it cannot run here
   */
  public static Rounds run(int rounds, Side us, Optional<Side> peer, Console console)
      throws InterruptedException {
    Rounds result = new Rounds();
    for (int round = 0; round < rounds; round++) {
      boolean peerFirst = round % 2 == 1;
      if (peer.isPresent() && peerFirst) {
        result.peers.add(peer.get().run());
      }
      result.ours.add(us.run());
      if (peer.isPresent() && !peerFirst) {
        result.peers.add(peer.get().run());
      }
      console.say(
          "round %d of %d: ours %.3f s%s",
          round + 1,
          rounds,
          result.ours.getLast(),
          peer.isPresent() ? ", peer %.3f s".formatted(result.peers.getLast()) : "");
    }
    return result;
  }

  public double ours() {
    return median(ours);
  }

  public OptionalDouble peers() {
    return peers.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(peers));
  }

  /** The middle value; of an even number the mean of the two in the middle. */
  public static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
