package dev.npexport.engine.compare;

import java.util.Iterator;

/** One side of a comparison: features in ascending order, read one after the other. */
interface FeatureSource extends AutoCloseable {

  /** What it is, for people. */
  String description();

  /** Whether it holds a part of an SAE by its nature, so that missing features are none. */
  boolean isPartial();

  /** Whether SAEDashboard made it: nobody else repeats its draws, nor the last bits of its sums. */
  boolean madeBySaeDashboard();

  /**
   * The features; to be asked for once.
   *
   * @throws dev.npexport.engine.problem.InputException while reading, naming file and place
   */
  Iterator<ComparedFeature> features();

  @Override
  void close();
}
