package dev.npexport.engine.kernel;

/**
 * The random draws of one feature: SplitMix64 on wrapping unsigned 64-bit integers, seeded by the
 * export's seed and the feature index, so that a feature's draws depend on nothing else.
 */
public final class SeededDraws {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SeededDraws(long seed, int feature) {
    state = mix(mix(seed) ^ feature);
  }

  /** A number in [0, n). */
  public int below(int n) {
    state += GOLDEN_GAMMA;
    return (int) Math.unsignedMultiplyHigh(mix(state), n);
  }

  private static long mix(long z) {
    long mixed = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
