package dev.npexport.engine.format.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.file.StrictJson;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decoding needs of a {@code tokenizer.json}. It is streamed: merges, which are most of a
 * large file, are passed over.
 */
final class TokenizerFile {

  /** Ten times the largest tokenizer in use. */
  private static final long LIMIT = 512L << 20;

  /** Ids above this are taken for damage; the largest vocabularies have 262,144. */
  static final int MAX_ID = 1 << 24;

  private static final int FREE_GAP = 1 << 16;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path path;
  private final Map<Integer, String> pieces = new TreeMap<>();
  private final Map<Integer, String> added = new LinkedHashMap<>();
  private String modelType = "";
  private Optional<String> continuingPrefix = Optional.empty();
  private Optional<String> endOfWordSuffix = Optional.empty();
  private boolean hasVocabulary;
  private JsonNode decoder = MAPPER.nullNode();
  private JsonNode preTokenizer = MAPPER.nullNode();

  private TokenizerFile(Path path) {
    this.path = path;
  }

  static TokenizerFile read(Path path) {
    InputFiles.requireAtMost(path, LIMIT);
    TokenizerFile file = new TokenizerFile(path);
    try (InputStream in = InputFiles.open(path);
        JsonParser json = StrictJson.parser(in)) {
      file.readTop(json);
    } catch (IOException e) {
      throw JsonFiles.failure(path, e);
    }
    if (!file.hasVocabulary) {
      throw file.wrong("model.vocab", "is missing");
    }
    file.checkDensity();
    return file;
  }

  /** A table by id is made of these; a few entries must not make it large. */
  private void checkDensity() {
    int tokens = pieces.size() + added.size();
    if (size() > 4 * tokens + FREE_GAP) {
      throw wrong("model.vocab", "has " + tokens + " tokens, but one with the id " + (size() - 1));
    }
  }

  /** Largest id + 1. */
  int size() {
    int size = 0;
    for (int id : pieces.keySet()) {
      size = Math.max(size, id + 1);
    }
    for (int id : added.keySet()) {
      size = Math.max(size, id + 1);
    }
    return size;
  }

  /** Pieces of the model by id; of several with the same id the last. */
  Map<Integer, String> pieces() {
    return pieces;
  }

  /** Added tokens by id; they hide pieces. */
  Map<Integer, String> added() {
    return added;
  }

  String modelType() {
    return modelType;
  }

  Optional<String> continuingPrefix() {
    return continuingPrefix;
  }

  Optional<String> endOfWordSuffix() {
    return endOfWordSuffix;
  }

  /** Whether decoder, or without one the pre-tokenizer, is or holds a part of this type. */
  boolean decodesBy(String type) {
    return holds(decoder.isNull() ? preTokenizer : decoder, type);
  }

  private static boolean holds(JsonNode part, String type) {
    if (part.isObject() && part.path("type").asText().equals(type)) {
      return true;
    }
    for (JsonNode child : part) {
      if (child.isContainerNode() && holds(child, type)) {
        return true;
      }
    }
    return false;
  }

  private void readTop(JsonParser json) throws IOException {
    require(json.nextToken(), JsonToken.START_OBJECT, "the file", "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "model" -> readModel(json);
        case "added_tokens" -> readAdded(json);
        case "decoder" -> decoder = MAPPER.readTree(json);
        case "pre_tokenizer" -> preTokenizer = MAPPER.readTree(json);
        default -> skip(json, value);
      }
    }
  }

  private void readModel(JsonParser json) throws IOException {
    require(json.currentToken(), JsonToken.START_OBJECT, "model", "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> modelType = json.getValueAsString("");
        case "continuing_subword_prefix" ->
            continuingPrefix = Optional.ofNullable(json.getValueAsString());
        case "end_of_word_suffix" -> endOfWordSuffix = Optional.ofNullable(json.getValueAsString());
        case "vocab" -> readVocabulary(json);
        default -> skip(json, value);
      }
    }
  }

  private void readVocabulary(JsonParser json) throws IOException {
    hasVocabulary = true;
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String piece = json.currentName();
        json.nextToken();
        pieces.put(id(json, "model.vocab entry '" + piece + "'"), piece);
      }
      return;
    }
    require(json.currentToken(), JsonToken.START_ARRAY, "model.vocab", "an object or an array");
    int id = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String where = "model.vocab entry " + id;
      require(json.currentToken(), JsonToken.START_ARRAY, where, "a piece and its score");
      require(json.nextToken(), JsonToken.VALUE_STRING, where, "a piece and its score");
      pieces.put(checked(id, where), json.getText());
      while (json.nextToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
      }
      id++;
    }
  }

  private void readAdded(JsonParser json) throws IOException {
    require(json.currentToken(), JsonToken.START_ARRAY, "added_tokens", "an array");
    for (int entry = 0; json.nextToken() != JsonToken.END_ARRAY; entry++) {
      String where = "added_tokens entry " + entry;
      require(json.currentToken(), JsonToken.START_OBJECT, where, "an object");
      Optional<Integer> id = Optional.empty();
      Optional<String> content = Optional.empty();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "id" -> id = Optional.of(id(json, where + " id"));
          case "content" -> {
            require(value, JsonToken.VALUE_STRING, where + " content", "a text");
            content = Optional.of(json.getText());
          }
          default -> skip(json, value);
        }
      }
      if (id.isEmpty() || content.isEmpty()) {
        throw wrong(where, "needs id and content");
      }
      added.put(id.get(), content.get());
    }
  }

  private int id(JsonParser json, String where) throws IOException {
    require(json.currentToken(), JsonToken.VALUE_NUMBER_INT, where, "a token id");
    return checked(json.getLongValue(), where);
  }

  private int checked(long id, String where) {
    if (id < 0 || id > MAX_ID) {
      throw wrong(where, "has id " + id + "; ids are 0 to " + MAX_ID);
    }
    return (int) id;
  }

  private static void skip(JsonParser json, JsonToken value) throws IOException {
    if (value.isStructStart()) {
      json.skipChildren();
    }
  }

  private void require(JsonToken found, JsonToken expected, String where, String what) {
    if (found != expected) {
      throw wrong(where, "expected " + what);
    }
  }

  private InputException wrong(String where, String message) {
    return new InputException(ProblemCode.INVALID_FIELD, path, where, message);
  }
}
