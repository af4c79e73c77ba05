package dev.npexport.engine.format.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsReadTest {

  private static final Path SAMPLE = Path.of("../samples/small/sae/sae_weights.safetensors");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F64", "F32", "F16", "BF16"})
  void bulkReadsGiveTheSameNumbersAsSingleOnes(DType dtype) {
    int elements = 3 * 1024 + 17;
    byte[] bytes = new byte[elements * dtype.bytes()];
    new Random(7).nextBytes(bytes);
    var tensor = SegmentTensor.of("t", dtype, new long[] {elements}, MemorySegment.ofArray(bytes));
    for (int from : new int[] {0, 1, 1023, 2000}) {
      for (int count : new int[] {0, 1, 1023, 1024, 1025}) {
        double[] doubles = new double[count + 2];
        float[] floats = new float[count + 2];
        tensor.readDoubles(from, doubles, 1, count);
        tensor.readFloats(from, floats, 1, count);
        for (int i = 0; i < count; i++) {
          assertThat(doubles[i + 1]).isEqualTo(Double.valueOf(tensor.getDouble(from + i)));
          assertThat(floats[i + 1]).isEqualTo(Float.valueOf((float) tensor.getDouble(from + i)));
        }
        assertThat(doubles[count + 1]).isZero();
        assertThat(floats[0]).isZero();
      }
    }
  }

  @Test
  void widensHalvesAndBfloatsExactly() {
    byte[] bytes = {0x00, 0x3c, (byte) 0xff, 0x7b, 0x01, 0x00, 0x00, (byte) 0xc0};
    var half = SegmentTensor.of("h", DType.F16, new long[] {4}, MemorySegment.ofArray(bytes));
    assertThat(half.getDouble(0)).isEqualTo(1.0);
    assertThat(half.getDouble(1)).isEqualTo(65504.0);
    assertThat(half.getDouble(2)).isEqualTo(0x1p-24);
    assertThat(half.getDouble(3)).isEqualTo(-2.0);
    byte[] brain = {(byte) 0x80, 0x3f, 0x49, 0x40};
    var bfloat = SegmentTensor.of("b", DType.BF16, new long[] {2}, MemorySegment.ofArray(brain));
    assertThat(bfloat.getDouble(0)).isEqualTo(1.0);
    assertThat(bfloat.getDouble(1)).isEqualTo(3.140625);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL"})
  void readsEveryIntegerType(DType dtype) {
    byte[] bytes = new byte[dtype.bytes() * 2];
    bytes[0] = (byte) 0x85;
    bytes[dtype.bytes()] = 1;
    var tensor = SegmentTensor.of("i", dtype, new long[] {2}, MemorySegment.ofArray(bytes));
    long first = dtype == DType.I8 ? -123 : 133;
    assertThat(tensor.getLong(0)).isEqualTo(first);
    assertThat(tensor.getLong(1)).isEqualTo(1);
    assertThatThrownBy(() -> tensor.getDouble(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAnUnsignedNumberThatDoesNotFit() {
    byte[] bytes = new byte[8];
    bytes[7] = (byte) 0x80;
    var tensor = SegmentTensor.of("u", DType.U64, new long[] {1}, MemorySegment.ofArray(bytes));
    assertThatThrownBy(() -> tensor.getLong(0)).hasMessageContaining("9223372036854775808");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, Long.MAX_VALUE})
  void refusesAnIndexOutsideTheTensor(long index) {
    var tensor = SegmentTensor.ofFloats("t", new long[] {4}, new float[4]);
    assertThatThrownBy(() -> tensor.getDouble(index)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.readFloats(index, new float[2], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsTheSampleAndWritesItBackByteForByte() throws IOException {
    var out = new ByteArrayOutputStream();
    try (SafetensorsFile file = SafetensorsFile.open(SAMPLE)) {
      assertThat(file.tensors().keySet())
          .containsExactly("W_dec", "W_enc", "b_dec", "b_enc", "threshold");
      assertThat(file.require("W_dec").shape()).containsExactly(1024, 128);
      var writer = new SafetensorsWriter();
      file.tensors().values().forEach(writer::add);
      writer.write(out);
      assertThat(writer.size()).isEqualTo(out.size());
    }
    assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(SAMPLE));
  }

  @Test
  void writesMetadataAndAlignsTheData() throws IOException {
    Path path = folder.resolve("out.safetensors");
    var writer =
        new SafetensorsWriter()
            .metadata("format", "pt")
            .add("zeile ä", new long[] {2, 1}, new float[] {1.5f, -2})
            .add(SegmentTensor.ofFloats("empty", new long[] {0}, new float[0]));
    try (OutputStream out = Files.newOutputStream(path)) {
      writer.write(out);
    }
    byte[] bytes = Files.readAllBytes(path);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(file.require("zeile ä").getDouble(1)).isEqualTo(-2);
      assertThat(file.stored().keySet()).containsExactly("zeile ä", "empty");
    }
  }

  @Test
  void refusesToWriteATensorTwice() {
    var writer = new SafetensorsWriter().add("a", new long[] {1}, new float[1]);
    assertThatThrownBy(() -> writer.add("a", new long[] {1}, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsAreReadFromTheirPlace() {
    var tensor = SegmentTensor.ofFloats("m", new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
    var rows = TensorRows.of(tensor);
    double[] row = new double[3];
    rows.read(1, row);
    assertThat(row).containsExactly(4, 5, 6);
    assertThat(rows.rows()).isEqualTo(2);
    assertThat(rows.width()).isEqualTo(3);
  }

  @Test
  void readsElementsBeyondTwoGibibytes() throws IOException {
    long elements = (3L << 30) / 4;
    Path path = folder.resolve("sparse.safetensors");
    String header =
        "{\"big\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(elements, elements * 4);
    Files.move(RawSafetensors.write(folder, header, 0), path);
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      // A sparse file: only its last element is written.
      byte[] last = {0, 0, (byte) 0x80, 0x3f};
      channel.write(ByteBuffer.wrap(last), 8 + header.length() + elements * 4 - 4);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.require("big").getDouble(elements - 1)).isEqualTo(1.0);
      float[] tail = new float[4];
      file.require("big").readFloats(elements - 4, tail, 0, 4);
      assertThat(tail).containsExactly(0, 0, 0, 1);
    }
  }
}
