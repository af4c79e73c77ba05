package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.TokenIds;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes columnar caches. Columns are segments of little-endian numbers, so that they may be larger
 * than a Java array and mapped.
 */
public final class ColumnarCacheWriter {

  private final SafetensorsWriter writer = new SafetensorsWriter();

  /**
   * Starts a cache.
   *
   * @param ignoredTokenIds ids to ignore; empty for a cache that does not say
   */
  public ColumnarCacheWriter(
      String hookName, Optional<int[]> ignoredTokenIds, boolean decoderNormFolded) {
    writer.metadata("format", ColumnarMetadata.FORMAT);
    writer.metadata("version", ColumnarMetadata.VERSION);
    writer.metadata("hook_name", hookName);
    writer.metadata("decoder_norm_folded", Boolean.toString(decoderNormFolded));
    ignoredTokenIds.ifPresent(
        ids -> writer.metadata("ignored_token_ids", TokenIds.format(TokenIds.normalized(ids))));
  }

  /**
   * Sets the entries.
   *
   * @param indptr int64 [d_sae + 1]
   * @param prompt int32 [nonzeros]
   * @param position int32 [nonzeros]
   * @param value float32 [nonzeros]
   */
  public ColumnarCacheWriter entries(
      MemorySegment indptr, MemorySegment prompt, MemorySegment position, MemorySegment value) {
    add("indptr", DType.I64, indptr);
    add("prompt", DType.I32, prompt);
    add("position", DType.I32, position);
    add("value", DType.F32, value);
    return this;
  }

  /**
   * Sets the tokens.
   *
   * @param tokens int32 [prompts, context]
   */
  public ColumnarCacheWriter tokens(int prompts, int context, MemorySegment tokens) {
    writer.add("tokens", DType.I32, new long[] {prompts, context}, tokens);
    return this;
  }

  private void add(String name, DType dtype, MemorySegment bytes) {
    writer.add(name, dtype, new long[] {bytes.byteSize() / dtype.bytes()}, bytes);
  }

  /** Writes the file, replacing one that is there. */
  public void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      writer.write(out);
    }
  }
}
