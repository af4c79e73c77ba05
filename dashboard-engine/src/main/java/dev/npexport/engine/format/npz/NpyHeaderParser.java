package dev.npexport.engine.format.npz;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header of an npy array: a magic number, a version, a length and a Python dictionary
 * with exactly {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
final class NpyHeaderParser {

  /** Longer headers belong to structured arrays, which hold no tensor. */
  static final int MAX_BYTES = 1 << 16;

  private static final int MAX_RANK = 64;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final Map<String, DType> DTYPES =
      Map.ofEntries(
          Map.entry("f8", DType.F64),
          Map.entry("f4", DType.F32),
          Map.entry("f2", DType.F16),
          Map.entry("i8", DType.I64),
          Map.entry("i4", DType.I32),
          Map.entry("i2", DType.I16),
          Map.entry("i1", DType.I8),
          Map.entry("u8", DType.U64),
          Map.entry("u4", DType.U32),
          Map.entry("u2", DType.U16),
          Map.entry("u1", DType.U8),
          Map.entry("b1", DType.BOOL));

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*(?:'(?<key1>\\w*)'|\"(?<key2>\\w*)\")\\s*:\\s*"
              + "(?<value>'[^']*'|\"[^\"]*\"|True|False|\\([\\d,L\\s]*\\)|\\[[^\\]]*\\])\\s*(?:,|$)");
  private static final Pattern SIZE = Pattern.compile("\\d{1,19}L?");

  private final Path file;
  private final String where;

  private NpyHeaderParser(Path file, String where) {
    this.file = file;
    this.where = where;
  }

  /**
   * Reads a header.
   *
   * @param where names the array in problems
   * @param start the first bytes of the array, up to {@link #MAX_BYTES}
   * @param size bytes of the whole array, header and elements, which the header has to explain
   */
  static NpyHeader parse(Path file, String where, byte[] start, long size) {
    return new NpyHeaderParser(file, where).parse(start, size);
  }

  private NpyHeader parse(byte[] start, long size) {
    if (start.length < 10 || !ByteBuffer.wrap(start, 0, 6).equals(ByteBuffer.wrap(MAGIC))) {
      throw malformed("is no npy array: it does not begin with \\x93NUMPY");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw malformed("has version %d of the npy format, known are 1 to 3".formatted(version));
    }
    ByteBuffer numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int textStart = version == 1 ? 10 : 12;
    if (start.length < textStart) {
      throw malformed("ends in its header");
    }
    long length =
        version == 1
            ? Short.toUnsignedLong(numbers.getShort(8))
            : Integer.toUnsignedLong(numbers.getInt(8));
    if (length > start.length - textStart) {
      throw malformed("has a header of %d bytes, more than there are".formatted(length));
    }
    String text = new String(start, textStart, (int) length, StandardCharsets.ISO_8859_1);
    Map<String, String> fields = fields(text.strip());
    long[] shape = shape(fields.get("shape"));
    DType dtype = dtype(fields.get("descr"));
    NpyHeader header = new NpyHeader(dtype, flag(fields), shape, textStart + (int) length);
    requireSize(header, size);
    return header;
  }

  private Map<String, String> fields(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw malformed("has a header that is no dictionary");
    }
    String inner = text.substring(1, text.length() - 1).strip();
    Map<String, String> fields = new HashMap<>();
    Matcher entry = ENTRY.matcher(inner);
    int at = 0;
    while (at < inner.length()) {
      // Only here: a search for the next match would go through the rest for every start.
      if (!entry.region(at, inner.length()).lookingAt()) {
        throw malformed("has a header that cannot be read from character " + at);
      }
      String key = entry.group("key1") == null ? entry.group("key2") : entry.group("key1");
      if (fields.put(key, entry.group("value")) != null) {
        throw malformed("has a header with " + key + " twice");
      }
      at = entry.end();
    }
    if (fields.size() != 3 || !fields.containsKey("descr") || !fields.containsKey("shape")) {
      throw malformed("has a header without exactly descr, fortran_order and shape");
    }
    return fields;
  }

  private boolean flag(Map<String, String> fields) {
    String value = fields.get("fortran_order");
    if (!"True".equals(value) && !"False".equals(value)) {
      throw malformed("has a fortran_order that is neither True nor False");
    }
    return value.equals("True");
  }

  private DType dtype(String descr) {
    String name = descr.length() < 2 ? "" : descr.substring(1, descr.length() - 1);
    boolean one = name.endsWith("1");
    if (name.startsWith(">") && !one) {
      throw unreadable("has big-endian elements, descr " + descr + "; only little-endian is read");
    }
    boolean ordered = name.startsWith("<") || (one && name.matches("[|>=].*"));
    DType dtype = ordered ? DTYPES.get(name.substring(1)) : null;
    if (dtype == null) {
      throw unreadable("has elements of descr " + descr + ", which cannot be read as numbers");
    }
    return dtype;
  }

  private long[] shape(String text) {
    String inner = text.startsWith("(") ? text.substring(1, text.length() - 1).strip() : "?";
    // One comma may follow the last size, and has to follow a single one.
    String[] sizes = inner.isEmpty() ? new String[0] : inner.split(",", MAX_RANK + 2);
    int rank =
        sizes.length > 1 && sizes[sizes.length - 1].isBlank() ? sizes.length - 1 : sizes.length;
    if (rank > MAX_RANK) {
      throw malformed("has more than " + MAX_RANK + " dimensions");
    }
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      String size = sizes[i].strip();
      if (!SIZE.matcher(size).matches()) {
        throw malformed("has a shape that is no tuple of sizes: " + shortened(text));
      }
      try {
        shape[i] = Long.parseLong(size.replace("L", ""));
      } catch (NumberFormatException e) {
        throw malformed("has a shape larger than any file: " + shortened(text));
      }
    }
    return shape;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private void requireSize(NpyHeader header, long size) {
    long expected;
    try {
      expected =
          Math.addExact(
              header.bytes(),
              Math.multiplyExact(Shapes.elements(header.shape()), (long) header.dtype().bytes()));
    } catch (ArithmeticException e) {
      throw malformed("has shape " + Shapes.text(header.shape()) + ", larger than any file");
    }
    if (expected != size) {
      throw malformed(
          "%s of shape %s needs %d bytes with its header, there are %d"
              .formatted(header.dtype(), Shapes.text(header.shape()), expected, size));
    }
  }

  private InputException malformed(String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, file, where, message);
  }

  private InputException unreadable(String message) {
    return new InputException(ProblemCode.WRONG_DTYPE, file, where, message);
  }
}
