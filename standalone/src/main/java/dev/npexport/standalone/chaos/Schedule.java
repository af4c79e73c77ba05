package dev.npexport.standalone.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * When which fault is injected: a function of the seed, the number of faults and the kinds alone.
 *
 * @param rounds each a list of faults in the order of time
 */
record Schedule(List<List<Fault>> rounds) {

  private static final int MOST_IN_A_ROUND = 40;
  private static final int SHORTEST_GAP = 100;
  private static final int LONGEST_GAP = 900;

  /** Every kind comes up once before any comes up a second time; then by weight. */
  static Schedule of(long seed, int faults, Collection<FaultKind> kinds) {
    Random random = new Random(seed);
    List<FaultKind> deck = new ArrayList<>(kinds);
    Collections.shuffle(deck, random);
    List<FaultKind> weighted = new ArrayList<>();
    kinds.forEach(kind -> weighted.addAll(Collections.nCopies(kind.weight(), kind)));
    while (deck.size() < faults) {
      deck.add(weighted.get(random.nextInt(weighted.size())));
    }
    int rounds = Math.ceilDiv(faults, MOST_IN_A_ROUND);
    List<List<Fault>> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int from = (int) ((long) faults * round / rounds);
      int to = (int) ((long) faults * (round + 1) / rounds);
      all.add(round(random, deck.subList(from, to)));
    }
    return new Schedule(List.copyOf(all));
  }

  private static List<Fault> round(Random random, List<FaultKind> kinds) {
    List<Fault> faults = new ArrayList<>();
    long at = 0;
    for (FaultKind kind : kinds) {
      at += random.nextInt(SHORTEST_GAP, LONGEST_GAP + 1);
      faults.add(
          new Fault(
              kind,
              at,
              random.nextInt(Integer.MAX_VALUE),
              random.nextInt(kind.shortest(), kind.longest() + 1)));
    }
    return List.copyOf(faults);
  }
}
