package dev.npexport.engine.format.activation;

import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;

/**
 * A piece of a cache that alone holds the entries of its features, so that pieces can be worked on
 * at the same time. It can be read any number of times and always gives the same entries in the
 * same order.
 */
public interface EntryPart {

  /** First feature of the piece. */
  int firstFeature();

  /** Feature after its last. */
  int endFeature();

  /** Stored entries. */
  long entries();

  /**
   * Hands over every entry, in stored order, in blocks. Indices are as stored: not yet checked
   * against the number of features, prompts or positions.
   */
  void read(EntrySink sink);

  /**
   * A problem with one entry, naming the file and the place of the entry in it.
   *
   * @param entry number of the entry in the order of {@link #read}, from 0
   */
  Problem problem(ProblemCode code, long entry, String message);

  /** Receives entries. */
  @FunctionalInterface
  interface EntrySink {
    void accept(EntryBlock block);
  }
}
