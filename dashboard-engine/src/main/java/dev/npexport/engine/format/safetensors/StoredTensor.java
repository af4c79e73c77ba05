package dev.npexport.engine.format.safetensors;

/**
 * One entry of a safetensors header that keeps every rule of the format.
 *
 * @param dtype the header's name for the element type, known to {@link DType} or not
 * @param begin first byte, counted from the start of the data
 * @param end byte after the last
 */
public record StoredTensor(String name, String dtype, long[] shape, long begin, long end) {

  public long bytes() {
    return end - begin;
  }
}
