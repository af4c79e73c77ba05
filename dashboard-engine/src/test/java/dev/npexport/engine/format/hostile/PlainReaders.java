package dev.npexport.engine.format.hostile;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The shortest readers of each kind of file that a test can be sure of. They share nothing with the
 * product's, take good files for granted and give nothing for whatever they do not understand.
 */
final class PlainReaders {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final Pattern NPY =
      Pattern.compile(
          "\\{'descr': '[<|](\\w\\d)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\), \\}\\s*");

  private static final Map<Character, String> KINDS = Map.of('f', "F", 'i', "I", 'u', "U");

  private PlainReaders() {}

  /** What a file holds, comparable with {@code equals}; nothing if it is not understood. */
  static Optional<Object> content(Path file) {
    String name = file.getFileName().toString();
    try {
      return switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "safetensors" -> Optional.of(safetensors(Files.readAllBytes(file)));
        case "npz" -> Optional.of(npz(file));
        case "npy" -> Optional.of(npy(Files.readAllBytes(file)));
        case "pt", "pth" -> Optional.of(torch(file));
        case "json", "yaml", "jsonl", "csv", "txt" -> Optional.of(text(file, name));
        default -> Optional.empty();
      };
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  static Map<String, Object> safetensors(byte[] bytes) throws IOException {
    int length = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
    Map<String, Object> tensors = new HashMap<>();
    for (var entry : JSON.readTree(bytes, 8, length).properties()) {
      JsonNode header = entry.getValue();
      if (entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), header);
        continue;
      }
      List<Long> shape = new ArrayList<>();
      header.get("shape").forEach(size -> shape.add(size.longValue()));
      long from = 8L + length + header.get("data_offsets").get(0).longValue();
      tensors.put(
          entry.getKey(), PlainTensor.of(header.get("dtype").textValue(), shape, bytes, from));
    }
    return tensors;
  }

  static Map<String, Object> npz(Path file) throws IOException {
    Map<String, Object> arrays = new HashMap<>();
    for (var entry : zip(file).entrySet()) {
      arrays.put(entry.getKey().replaceAll("\\.npy$", ""), npy(entry.getValue()));
    }
    return arrays;
  }

  static PlainTensor npy(byte[] bytes) {
    ByteBuffer start = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int from = bytes[6] == 1 ? 10 : 12;
    int length = bytes[6] == 1 ? start.getShort(8) & 0xffff : start.getInt(8);
    Matcher header = NPY.matcher(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    if (!header.matches()) {
      throw new IllegalArgumentException("not as NumPy writes it");
    }
    List<Long> shape = new ArrayList<>();
    for (String size : header.group(3).split(",")) {
      if (!size.isBlank()) {
        shape.add(Long.parseLong(size.strip()));
      }
    }
    String descr = header.group(1);
    int width = descr.charAt(1) - '0';
    String dtype = descr.equals("b1") ? "BOOL" : KINDS.get(descr.charAt(0)) + 8 * width;
    if (header.group(2).equals("False")) {
      return PlainTensor.of(dtype, shape, bytes, from + length);
    }
    long[] strides = new long[shape.size()];
    long stride = 1;
    for (int i = 0; i < strides.length; i++) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return PlainTensor.strided(dtype, shape, strides, bytes, from + length);
  }

  static Object torch(Path file) throws IOException {
    Map<String, byte[]> parts = zip(file);
    String pickle =
        parts.keySet().stream().filter(name -> name.endsWith("data.pkl")).findFirst().orElseThrow();
    String folder = pickle.substring(0, pickle.length() - "data.pkl".length());
    return PlainPickle.text(
        new PlainPickle(parts.get(pickle), key -> parts.get(folder + "data/" + key)).read());
  }

  private static Map<String, byte[]> zip(Path file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return parts;
  }

  private static Object text(Path file, String name) throws IOException {
    String text = Files.readString(file);
    if (name.endsWith(".json")) {
      return JSON.readTree(text);
    }
    if (name.endsWith(".yaml")) {
      return new YAMLMapper().readTree(text);
    }
    if (name.endsWith(".jsonl")) {
      List<JsonNode> rows = new ArrayList<>();
      for (String line : text.split("\r?\n")) {
        if (!line.isBlank()) {
          rows.add(JSON.readTree(line));
        }
      }
      return rows;
    }
    return name.endsWith(".csv") ? csv(text) : text.strip();
  }

  /** Rows of fields, quoted or not. */
  static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          field.append(c);
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    if (quoted || !field.isEmpty() || !row.isEmpty() || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("not as the sample is written");
    }
    return rows;
  }

  /** The same content written another way, where there is one that is as plain. */
  static Optional<String> rewritten(Object content) throws IOException {
    if (content instanceof JsonNode tree) {
      return Optional.of(ascii(tree));
    }
    if (!(content instanceof List<?> rows)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (Object row : rows) {
      if (row instanceof JsonNode tree) {
        text.append(ascii(tree));
      } else {
        String separator = "";
        for (Object field : (List<?>) row) {
          text.append(separator).append('"').append(field.toString().replace("\"", "\"\""));
          text.append('"');
          separator = ",";
        }
      }
      text.append('\n');
    }
    return Optional.of(text.toString());
  }

  private static String ascii(JsonNode tree) throws IOException {
    return JSON.writer()
        .with(com.fasterxml.jackson.core.JsonGenerator.Feature.ESCAPE_NON_ASCII)
        .writeValueAsString(tree);
  }
}
