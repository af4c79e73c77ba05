package dev.npexport.engine.format.activation.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;

/** Typed values of one line; each method reads the value that the parser stands on. */
record Fields(Path file, long line, JsonParser parser) {

  String text() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw expected("a text");
    }
    return parser.getText();
  }

  boolean bool() throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw expected("true or false");
    }
    return parser.getBooleanValue();
  }

  /** A whole number from 0 to {@code most}. */
  long whole(long most) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < 0
        || parser.getLongValue() > most) {
      throw expected("a whole number from 0 to " + most);
    }
    return parser.getLongValue();
  }

  /** A list of token ids. */
  int[] indices() throws IOException {
    IntList ids = new IntList();
    indices(ids);
    return ids.toArray();
  }

  /** A list of token ids, into {@code target}, which is emptied first. */
  void indices(IntList target) throws IOException {
    target.clear();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw expected("a list of token ids");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      target.add((int) whole(Integer.MAX_VALUE));
    }
  }

  /** A list of finite numbers, into {@code target}, which is emptied first. */
  void numbers(DoubleList target) throws IOException {
    target.clear();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw expected("a list of numbers");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw expected("a number");
      }
      double value = parser.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw new InputException(
            ProblemCode.NOT_FINITE,
            file,
            JsonLines.line(line) + " entry " + target.size(),
            "is " + parser.getText() + ", which is no finite number");
      }
      target.add(value);
    }
  }

  InputException expected(String what) throws IOException {
    JsonStreamContext context = parser.getParsingContext();
    while (context.getCurrentName() == null && context.getParent() != null) {
      context = context.getParent();
    }
    String name = context.getCurrentName();
    return new InputException(
        ProblemCode.INVALID_FIELD,
        file,
        JsonLines.line(line) + " field " + name,
        "is " + shown() + "; expected " + what);
  }

  private String shown() throws IOException {
    return parser.currentToken().isScalarValue() ? parser.getText() : "a list or an object";
  }

  InputException unknown(String name) {
    return new InputException(
        ProblemCode.INVALID_FIELD,
        file,
        JsonLines.line(line) + " field " + name,
        "is not a field of this line");
  }

  InputException wrong(String name, String found, String wanted) {
    return new InputException(
        ProblemCode.INVALID_FIELD,
        file,
        JsonLines.line(line) + " field " + name,
        found + "; expected " + wanted);
  }
}
