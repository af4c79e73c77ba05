package dev.npexport.engine.format.npz;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.tensor.TensorView;

/**
 * What the header of an npy array says.
 *
 * @param fortranOrder whether the first index changes fastest
 * @param bytes length of the header, the place where the elements begin
 */
record NpyHeader(DType dtype, boolean fortranOrder, long[] shape, int bytes) {

  long[] strides() {
    return fortranOrder ? TensorView.columnMajor(shape) : TensorView.rowMajor(shape);
  }
}
