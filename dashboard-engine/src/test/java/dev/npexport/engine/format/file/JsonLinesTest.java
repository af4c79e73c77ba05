package dev.npexport.engine.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

  @TempDir Path folder;

  private List<String> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.jsonl"), bytes);
    List<String> found = new ArrayList<>();
    JsonLines.read(
        file,
        (line, parser) -> {
          parser.nextToken();
          parser.nextToken();
          found.add(line + ":" + parser.getText().length());
          parser.nextToken();
          return true;
        });
    return found;
  }

  private List<String> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lengths around the 256 KiB buffer, so that lines end before, on and behind its border. */
  @ParameterizedTest
  @ValueSource(ints = {0, 262_133, 262_134, 262_135, 262_136, 600_000})
  void countsLinesOfAnyLength(int length) throws IOException {
    String line = "{\"a\": \"" + "x".repeat(length) + "\"}";
    assertThat(read(line + "\n" + line + "\r\n\n" + line))
        .containsExactly("1:" + length, "2:" + length, "4:" + length);
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    assertThat(read("\uFEFF{\"a\": \"x\"}")).containsExactly("1:1");
  }

  @Test
  void refusesUtf16() {
    byte[] bytes = "{\"a\": \"x\"}".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 1: is not UTF-8");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = "{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 1: not valid JSON")
        .hasMessageNotContaining("Source");
  }

  @Test
  void refusesALineWithoutEnd() throws IOException {
    byte[] line = new byte[(64 << 20) + 10];
    Arrays.fill(line, (byte) ' ');
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 1: is longer than");
  }
}
