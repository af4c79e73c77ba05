package dev.npexport.engine.kernel.rerank;

/** A product row of which only approximations are there, each with a bound of its error. */
public interface RowScores {

  /** Number of entries. */
  int length();

  double value(int position);

  double error(int position);

  double largestError();
}
