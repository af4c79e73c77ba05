package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.activation.columnar.ColumnarCacheWriter;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes small caches of every format. */
public final class CacheFiles {

  /** One stored entry. */
  public record Entry(int feature, int prompt, int position, double value) {}

  public static final Comparator<Entry> BY_FEATURE =
      Comparator.comparingInt(Entry::feature)
          .thenComparingInt(Entry::prompt)
          .thenComparingInt(Entry::position);

  /** The order in which delphi writes. */
  public static final Comparator<Entry> BY_PLACE =
      Comparator.comparingInt(Entry::prompt)
          .thenComparingInt(Entry::position)
          .thenComparingInt(Entry::feature);

  private CacheFiles() {}

  /** A columnar cache; entries keep their order within a feature. */
  public static Path columnar(
      Path file,
      int dSae,
      int[][] tokens,
      List<Entry> entries,
      Optional<int[]> ignored,
      boolean folded)
      throws IOException {
    List<Entry> sorted = entries.stream().sorted(Comparator.comparingInt(Entry::feature)).toList();
    long[] indptr = new long[dSae + 1];
    sorted.forEach(entry -> indptr[entry.feature() + 1]++);
    for (int i = 0; i < dSae; i++) {
      indptr[i + 1] += indptr[i];
    }
    new ColumnarCacheWriter("blocks.2.hook_resid_post", ignored, folded)
        .entries(
            longs(indptr),
            ints(sorted.stream().mapToInt(Entry::prompt).toArray()),
            ints(sorted.stream().mapToInt(Entry::position).toArray()),
            floats(sorted.stream().mapToDouble(Entry::value).toArray()))
        .tokens(tokens.length, context(tokens), ints(flat(tokens)))
        .write(file);
    return file;
  }

  /**
   * A delphi hookpoint folder with a split for each of {@code widths}; entries keep their order.
   */
  public static Path delphi(Path folder, int[][] tokens, List<Entry> entries, int... widths)
      throws IOException {
    Files.createDirectories(folder);
    int start = 0;
    for (int width : widths) {
      int first = start;
      List<Entry> part =
          entries.stream()
              .filter(entry -> entry.feature() >= first && entry.feature() < first + width)
              .toList();
      split(folder.resolve(first + "_" + (first + width - 1) + ".safetensors"), first, tokens, part)
          .close();
      start += width;
    }
    Files.writeString(folder.resolve("config.json"), "{\"model_name\": \"tiny\"}");
    return folder;
  }

  private static OutputStream split(Path file, int first, int[][] tokens, List<Entry> entries)
      throws IOException {
    int[] rows = new int[3 * entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      rows[3 * i] = entry.prompt();
      rows[3 * i + 1] = entry.position();
      rows[3 * i + 2] = entry.feature() - first;
    }
    OutputStream out = Files.newOutputStream(file);
    new SafetensorsWriter()
        .add("locations", DType.U16, new long[] {entries.size(), 3}, shorts(rows))
        .add(
            "activations",
            DType.F16,
            new long[] {entries.size()},
            halves(entries.stream().mapToDouble(Entry::value).toArray()))
        .add(
            "tokens",
            DType.I64,
            new long[] {tokens.length, context(tokens)},
            longs(Arrays.stream(flat(tokens)).asLongStream().toArray()))
        .write(out);
    return out;
  }

  /** A JSONL cache: a line for each feature and prompt, in the order of the first such entry. */
  public static Path jsonl(Path file, String header, int[][] tokens, List<Entry> entries)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    entries.stream()
        .collect(
            Collectors.groupingBy(
                entry -> List.of(entry.feature(), entry.prompt()),
                LinkedHashMap::new,
                Collectors.toList()))
        .forEach((key, group) -> text.append(line(key.get(0), key.get(1), tokens, group)));
    return Files.writeString(file, text);
  }

  private static String line(int feature, int prompt, int[][] tokens, List<Entry> group) {
    double[] values = new double[tokens[prompt].length];
    group.forEach(entry -> values[entry.position()] = entry.value());
    return "{\"feature_index\": %d, \"prompt_index\": %d, \"token_ids\": %s, \"values\": %s}\n"
        .formatted(feature, prompt, Arrays.toString(tokens[prompt]), Arrays.toString(values));
  }

  public static int[] flat(int[][] tokens) {
    return Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
  }

  private static int context(int[][] tokens) {
    return tokens.length == 0 ? 0 : tokens[0].length;
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static MemorySegment longs(long... values) {
    ByteBuffer bytes = bytes(8 * values.length);
    bytes.asLongBuffer().put(values);
    return MemorySegment.ofBuffer(bytes);
  }

  public static MemorySegment ints(int... values) {
    ByteBuffer bytes = bytes(4 * values.length);
    bytes.asIntBuffer().put(values);
    return MemorySegment.ofBuffer(bytes);
  }

  public static MemorySegment shorts(int... values) {
    ByteBuffer bytes = bytes(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return MemorySegment.ofBuffer(bytes.flip());
  }

  public static MemorySegment floats(double... values) {
    ByteBuffer bytes = bytes(4 * values.length);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return MemorySegment.ofBuffer(bytes.flip());
  }

  public static MemorySegment halves(double... values) {
    ByteBuffer bytes = bytes(2 * values.length);
    for (double value : values) {
      bytes.putShort(Float.floatToFloat16((float) value));
    }
    return MemorySegment.ofBuffer(bytes.flip());
  }
}
