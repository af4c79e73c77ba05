package dev.npexport.engine.dashboard;

/** Feature or dimension indices with their measures, best first; all arrays have one length. */
public record RankedFeatures(int[] indices, double[] values, double[] l1) {

  public static final RankedFeatures NONE =
      new RankedFeatures(new int[0], new double[0], new double[0]);
}
