package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static final byte[] ZEROS = "0,".repeat(256).getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1 << 12];
  private int size;
  private byte[] given = bytes;
  private int from;
  private int to;

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

  /** So many elements {@code 0}. */
  void zeros(int count) {
    int left = 2 * count;
    reserve(left);
    while (left > 0) {
      int part = Math.min(left, ZEROS.length);
      System.arraycopy(ZEROS, 0, bytes, size, part);
      size += part;
      left -= part;
    }
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
    give(json, field, bytes, size);
  }

  /** Ends the list and returns it as it is written. */
  byte[] ended() {
    end();
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a list that {@link #ended} made as the value of a field. */
  void writeEnded(JsonGenerator json, String field, byte[] list) throws IOException {
    give(json, field, list, list.length);
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
    give(json, field, bytes, size);
  }

  /** Writes what was put between quotes after {@link #clear} as the value of a field. */
  void writeText(JsonGenerator json, String field) throws IOException {
    give(json, field, bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private void give(JsonGenerator json, String field, byte[] source, int length)
      throws IOException {
    given = source;
    from = 0;
    to = length;
    json.writeFieldName(field);
    json.writeRawValue(this);
    while (from < to) {
      json.flush();
      json.writeRaw(this);
    }
  }

  /** Puts as much as fits into the generator's buffer. */
  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    int length = Math.min(to - from, buffer.length - offset);
    System.arraycopy(given, from, buffer, offset, length);
    from += length;
    return length;
  }
}
