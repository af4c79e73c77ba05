package dev.npexport.engine.format.activation.prepare;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where everything stands in a prepared file. All numbers are little-endian; each section starts at
 * a multiple of 64 bytes.
 *
 * <pre>
 * header        magic, version, header length, file length, maxActive; then JSON of {@code headerBytes}
 * featureStart  int64  [d_sae + 1]  first entry of each feature in byFeature
 * sums          f64    [d_sae]      Σx
 * squares       f64    [d_sae]      Σx²
 * largest       f32    [d_sae]
 * prompts       int32  [rows]       prompt index of each row
 * starts        int32  [rows + 1]   first place of each row
 * tokens        int32  [places]
 * placeStart    int64  [places + 1] first entry of each place in byPlace
 * byFeature     int64  [nonzeros]   place in the low half, float32 bits in the high; by feature, place
 * byPlace       int64  [nonzeros]   feature in the low half, float32 bits in the high; by place, feature
 * </pre>
 */
record PreparedLayout(int headerBytes, int features, int rows, int places, long nonzeros) {

  /** Raised whenever the bytes of a prepared file change. */
  static final int VERSION = 1;

  /** "NPXPREP" and a newline, as the bytes of a little-endian int64. */
  static final long MAGIC = 0x0A5045525058504EL;

  static final long MAGIC_AT = 0;
  static final long VERSION_AT = 8;
  static final long HEADER_BYTES_AT = 12;
  static final long FILE_BYTES_AT = 16;
  static final long MAX_ACTIVE_AT = 24;
  static final long JSON_AT = 64;

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

  long featureStart() {
    return aligned(JSON_AT + headerBytes);
  }

  long sums() {
    return aligned(featureStart() + 8L * (features + 1));
  }

  long squares() {
    return aligned(sums() + 8L * features);
  }

  long largest() {
    return aligned(squares() + 8L * features);
  }

  long prompts() {
    return aligned(largest() + 4L * features);
  }

  long starts() {
    return aligned(prompts() + 4L * rows);
  }

  long tokens() {
    return aligned(starts() + 4L * (rows + 1));
  }

  long placeStart() {
    return aligned(tokens() + 4L * places);
  }

  long byFeature() {
    return aligned(placeStart() + 8L * (places + 1L));
  }

  long byPlace() {
    return aligned(byFeature() + 8L * nonzeros);
  }

  long fileBytes() {
    return aligned(byPlace() + 8L * nonzeros);
  }

  private static long aligned(long offset) {
    return (offset + 63) & ~63L;
  }

  /** An entry: an index below 2³¹ and a value. */
  static long pack(int index, float value) {
    return (long) Float.floatToRawIntBits(value) << 32 | index;
  }

  static int index(long entry) {
    return (int) entry;
  }

  static float value(long entry) {
    return Float.intBitsToFloat((int) (entry >>> 32));
  }
}
