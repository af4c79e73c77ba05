package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.Tensor;
import java.nio.file.Path;

/**
 * A matrix [inputs, d_model] as a model stores it.
 *
 * @param inputsFirst whether the stored shape is that, or its transpose
 */
record ResidualMatrix(Path file, Tensor tensor, boolean inputsFirst) {

  int inputs() {
    return Math.toIntExact(tensor.shape()[inputsFirst ? 0 : 1]);
  }

  int outputs() {
    return Math.toIntExact(tensor.shape()[inputsFirst ? 1 : 0]);
  }

  /** Reads the rows of inputs {@code from .. from + count} into {@code target[0 .. count)}. */
  void read(int from, int count, double[][] target) {
    int outputs = outputs();
    if (inputsFirst) {
      for (int input = 0; input < count; input++) {
        tensor.readDoubles((long) (from + input) * outputs, target[input], 0, outputs);
      }
      return;
    }
    int inputs = inputs();
    double[] column = new double[count];
    for (int output = 0; output < outputs; output++) {
      tensor.readDoubles((long) output * inputs + from, column, 0, count);
      for (int input = 0; input < count; input++) {
        target[input][output] = column[input];
      }
    }
  }
}
