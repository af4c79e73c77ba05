package dev.npexport.engine.format.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a safetensors file: header in the order of the tensors given, padded so that the data
 * starts at a multiple of 8, offsets contiguous. Tensors are streamed, so that none is copied
 * whole. The same tensors in the same order give the same bytes.
 */
public final class SafetensorsWriter {

  private static final int CHUNK = 1 << 18;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /** Adds a tensor under its own name, which must be new. */
  public SafetensorsWriter add(Tensor tensor) {
    if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
      throw new IllegalArgumentException("tensor " + tensor.name() + " is there already");
    }
    return this;
  }

  /** Adds a tensor of these little-endian bytes. */
  public SafetensorsWriter add(String name, DType dtype, long[] shape, MemorySegment bytes) {
    return add(SegmentTensor.of(name, dtype, shape, bytes));
  }

  /** Adds an F32 tensor. */
  public SafetensorsWriter add(String name, long[] shape, float[] values) {
    return add(SegmentTensor.ofFloats(name, shape, values));
  }

  /** Sets one entry of {@code __metadata__}; entries are written in the order of their keys. */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Bytes that {@link #write} will write. */
  public long size() {
    long size = header().length;
    for (Tensor tensor : tensors.values()) {
      size = Math.addExact(size, tensor.bytes().byteSize());
    }
    return size;
  }

  /** Writes the whole file; {@code out} stays open. */
  public void write(OutputStream out) throws IOException {
    out.write(header());
    long longest = 0;
    for (Tensor tensor : tensors.values()) {
      longest = Math.max(longest, tensor.elements() * tensor.dtype().bytes());
    }
    byte[] chunk = new byte[(int) Math.min(CHUNK, longest)];
    for (Tensor tensor : tensors.values()) {
      MemorySegment bytes = tensor.bytes();
      for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
        int n = (int) Math.min(CHUNK, bytes.byteSize() - at);
        copy(bytes, at, chunk, n);
        out.write(chunk, 0, n);
      }
    }
  }

  private static void copy(MemorySegment source, long at, byte[] target, int count) {
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at, target, 0, count);
  }

  /** Length and padded header. */
  private byte[] header() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(new byte[8]);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeMetadata(json);
      long offset = 0;
      for (Tensor tensor : tensors.values()) {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().name());
        json.writeFieldName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        long end = offset + tensor.bytes().byteSize();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    while (text.size() % 8 != 0) {
      text.write(' ');
    }
    byte[] bytes = text.toByteArray();
    MemorySegment.ofArray(bytes).set(LittleEndian.LONG, 0, bytes.length - 8L);
    return bytes;
  }

  private void writeMetadata(JsonGenerator json) throws IOException {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("__metadata__");
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
