package dev.npexport.engine.format.model;

import dev.npexport.engine.kernel.RowSource;

/** Rows whose columns are scaled, in float64. */
record ScaledRows(RowSource source, double[] scale) implements RowSource {

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public void read(int index, double[] target) {
    source.read(index, target);
    for (int i = 0; i < scale.length; i++) {
      target[i] *= scale[i];
    }
  }
}
