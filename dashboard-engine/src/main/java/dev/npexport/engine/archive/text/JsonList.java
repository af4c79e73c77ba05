package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Arrays;

/**
 * A list put together as bytes and given to the generator at once. Lists of tokens and values are
 * nearly all of an archive, and a call of the generator for each element takes longer than
 * compressing it.
 */
final class JsonList extends SerializedString {

  private static final long serialVersionUID = 1;

  /** Characters of the longest number. */
  private static final int LONGEST_NUMBER = 26;

  private byte[] bytes = new byte[1 << 10];
  private int size;
  private int given;

  JsonList() {
    super("");
  }

  void start() {
    clear();
    bytes[size++] = '[';
  }

  void clear() {
    size = 0;
  }

  void tokens(int[] ids, TokenTexts.Form form) {
    for (int id : ids) {
      element(form.element(id));
    }
  }

  void wholes(int[] values) {
    for (int value : values) {
      whole(value);
    }
  }

  /** An element with the comma behind it. */
  private void element(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  /** The inside of an element in quotes; {@link #quote} stands on both sides of all. */
  void inside(byte[] element) {
    int length = element.length - "\"\",".length();
    reserve(length);
    System.arraycopy(element, 1, bytes, size, length);
    size += length;
  }

  void quote() {
    reserve(1);
    bytes[size++] = '"';
  }

  void zero() {
    reserve(2);
    bytes[size++] = '0';
    bytes[size++] = ',';
  }

  /** Digits of a number as the JDK or {@link Decimals} write them. */
  void number(String digits) {
    reserve(LONGEST_NUMBER);
    for (int i = 0; i < digits.length(); i++) {
      bytes[size++] = (byte) digits.charAt(i);
    }
    bytes[size++] = ',';
  }

  void whole(long value) {
    decimal(value, 0);
  }

  /** {@code scaled / 10^places}. */
  void decimal(long scaled, int places) {
    reserve(LONGEST_NUMBER);
    size += Decimals.write(scaled, places, bytes, size);
    bytes[size++] = ',';
  }

  /** Ends the list and writes it as the value of a field. */
  void write(JsonGenerator json, String field) throws IOException {
    end();
    give(json, field);
  }

  /** Ends the list and returns it as it is written. */
  byte[] ended() {
    end();
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a list that {@link #ended} made as the value of a field. */
  void writeEnded(JsonGenerator json, String field, byte[] list) throws IOException {
    clear();
    element(list);
    give(json, field);
  }

  private void end() {
    if (bytes[size - 1] == ',') {
      size--;
    }
    reserve(1);
    bytes[size++] = ']';
  }

  /** Writes the one element that was added after {@link #clear} as the value of a field. */
  void writeOnly(JsonGenerator json, String field) throws IOException {
    size--;
    give(json, field);
  }

  /** Writes what was put between quotes after {@link #clear} as the value of a field. */
  void writeText(JsonGenerator json, String field) throws IOException {
    give(json, field);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private void give(JsonGenerator json, String field) throws IOException {
    given = 0;
    json.writeFieldName(field);
    json.writeRawValue(this);
    while (given < size) {
      json.flush();
      json.writeRaw(this);
    }
  }

  /** Puts as much as fits into the generator's buffer. */
  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    int length = Math.min(size - given, buffer.length - offset);
    System.arraycopy(bytes, given, buffer, offset, length);
    given += length;
    return length;
  }
}
