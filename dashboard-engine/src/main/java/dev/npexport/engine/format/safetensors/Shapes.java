package dev.npexport.engine.format.safetensors;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic on tensor shapes. */
public final class Shapes {

  private Shapes() {}

  /**
   * Number of elements; 1 for a scalar.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  public static long elements(long... shape) {
    long product = 1;
    boolean empty = false;
    for (long size : shape) {
      if (size == 0) {
        empty = true;
      } else {
        product = Math.multiplyExact(product, size);
      }
    }
    return empty ? 0 : product;
  }

  /** As it is written in messages, for example {@code [1024, 128]}. */
  public static String text(long... shape) {
    return Arrays.stream(shape)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
