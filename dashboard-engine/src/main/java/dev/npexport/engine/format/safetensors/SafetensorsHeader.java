package dev.npexport.engine.format.safetensors;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The entries of a header, in header order, and the rules that tie them to the data: the size of
 * each is shape × dtype, and together they cover the data from the first byte to the last, without
 * overlap or gap.
 */
record SafetensorsHeader(List<StoredTensor> tensors, Map<String, String> metadata) {

  /**
   * Checks every rule.
   *
   * @param dataBytes bytes in the file after the header
   */
  void check(Path file, long dataBytes) {
    for (StoredTensor tensor : tensors) {
      checkSize(file, tensor, dataBytes);
    }
    List<StoredTensor> byOffset = new ArrayList<>(tensors);
    byOffset.sort(
        Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end));
    long covered = 0;
    String previous = "";
    for (StoredTensor tensor : byOffset) {
      if (tensor.begin() != covered) {
        String neighbour = previous.isEmpty() ? "the start of the data" : "tensor " + previous;
        String found =
            tensor.begin() < covered
                ? "overlaps " + neighbour + ", which ends at byte " + covered
                : "leaves a gap of " + (tensor.begin() - covered) + " bytes after " + neighbour;
        throw malformed(file, tensor, "starts at byte " + tensor.begin() + " and " + found);
      }
      covered = tensor.end();
      previous = tensor.name();
    }
    if (covered != dataBytes) {
      throw new InputException(
          ProblemCode.MALFORMED_SAFETENSORS,
          file,
          previous.isEmpty() ? "header" : "tensor " + previous,
          "the tensors end at byte " + covered + " of the data, which has " + dataBytes + " bytes");
    }
  }

  private static void checkSize(Path file, StoredTensor tensor, long dataBytes) {
    if (tensor.begin() > tensor.end()) {
      throw malformed(
          file, tensor, "starts at byte " + tensor.begin() + ", after its end " + tensor.end());
    }
    if (tensor.end() > dataBytes) {
      throw malformed(
          file,
          tensor,
          "ends at byte "
              + tensor.end()
              + " of the data, which has only "
              + dataBytes
              + " bytes: is the file cut off?");
    }
    OptionalInt bits = DTypeSizes.bits(tensor.dtype());
    if (bits.isEmpty()) {
      return;
    }
    long expected = checkedBytes(file, tensor, bits.getAsInt());
    if (expected != tensor.bytes()) {
      throw malformed(
          file,
          tensor,
          "%s of shape %s needs %d bytes, its offsets hold %d"
              .formatted(tensor.dtype(), Shapes.text(tensor.shape()), expected, tensor.bytes()));
    }
  }

  private static long checkedBytes(Path file, StoredTensor tensor, int bits) {
    try {
      long total = Math.multiplyExact(Shapes.elements(tensor.shape()), (long) bits);
      if (total % 8 != 0) {
        throw malformed(
            file,
            tensor,
            "%s of shape %s is not a whole number of bytes"
                .formatted(tensor.dtype(), Shapes.text(tensor.shape())));
      }
      return total / 8;
    } catch (ArithmeticException e) {
      throw malformed(
          file, tensor, "shape " + Shapes.text(tensor.shape()) + " is larger than any file");
    }
  }

  private static InputException malformed(Path file, StoredTensor tensor, String message) {
    return new InputException(
        ProblemCode.MALFORMED_SAFETENSORS, file, "tensor " + tensor.name(), message);
  }
}
