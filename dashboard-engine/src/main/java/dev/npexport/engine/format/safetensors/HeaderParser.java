package dev.npexport.engine.format.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.file.StrictJson;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns the bytes of a safetensors header into entries; sizes and offsets are checked elsewhere.
 */
final class HeaderParser {

  /** PyTorch's own limit; nothing that trains has more dimensions. */
  static final int MAX_RANK = 64;

  private static final String METADATA = "__metadata__";

  private final Path file;
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderParser(Path file) {
    this.file = file;
  }

  static SafetensorsHeader parse(Path file, byte[] header) {
    HeaderParser parser = new HeaderParser(file);
    parser.read(header);
    return new SafetensorsHeader(parser.tensors, parser.metadata);
  }

  private void read(byte[] header) {
    if (header.length == 0 || header[0] != '{') {
      throw malformed("header", "does not start with '{'");
    }
    try (JsonParser json = StrictJson.parser(new ByteArrayInputStream(header))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals(METADATA)) {
          readMetadata(json);
        } else {
          tensors.add(readTensor(json, name));
        }
      }
      if (json.nextToken() != null) {
        throw malformed("header", "holds more than one JSON object");
      }
    } catch (JsonProcessingException e) {
      throw malformed("header", "not valid JSON: " + JsonFiles.reason(e));
    } catch (IOException e) {
      // Reading from memory fails only in the text decoder.
      throw malformed("header", "not valid UTF-8: " + e.getMessage());
    }
    for (int i = header.length - 1; header[i] != '}'; i--) {
      if (header[i] != ' ') {
        throw malformed("header", "is padded with something else than spaces");
      }
    }
  }

  private void readMetadata(JsonParser json) throws IOException {
    require(json, JsonToken.START_OBJECT, METADATA, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      require(json, JsonToken.VALUE_STRING, METADATA + " key " + key, "a string");
      metadata.put(key, json.getText());
    }
  }

  private StoredTensor readTensor(JsonParser json, String name) throws IOException {
    String where = "tensor " + name;
    require(json, JsonToken.START_OBJECT, where, "an object");
    String dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> {
          require(json, JsonToken.VALUE_STRING, where + " dtype", "a string");
          dtype = json.getText();
        }
        case "shape" -> shape = readLongs(json, where + " shape");
        case "data_offsets" -> offsets = readLongs(json, where + " data_offsets");
        default -> json.skipChildren();
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw malformed(where, "needs dtype, shape and data_offsets");
    }
    if (offsets.length != 2) {
      throw malformed(where, "data_offsets needs two numbers, found " + offsets.length);
    }
    return new StoredTensor(name, dtype, shape, offsets[0], offsets[1]);
  }

  private long[] readLongs(JsonParser json, String where) throws IOException {
    require(json, JsonToken.START_ARRAY, where, "an array");
    long[] values = new long[4];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, JsonToken.VALUE_NUMBER_INT, where, "whole numbers");
      if (count == MAX_RANK) {
        throw malformed(where, "has more than " + MAX_RANK + " entries");
      }
      long value = json.getLongValue();
      if (value < 0) {
        throw malformed(where, "holds the negative number " + value);
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, MAX_RANK);
      }
      values[count++] = value;
    }
    return Arrays.copyOf(values, count);
  }

  private void require(JsonParser json, JsonToken expected, String where, String what)
      throws IOException {
    if (json.currentToken() != expected) {
      throw malformed(where, "expected " + what + ", found " + describe(json.currentToken()));
    }
  }

  private static String describe(JsonToken token) {
    return token == null ? "the end of the header" : token.name().toLowerCase(Locale.ROOT);
  }

  private InputException malformed(String where, String message) {
    return new InputException(ProblemCode.MALFORMED_SAFETENSORS, file, where, message);
  }
}
