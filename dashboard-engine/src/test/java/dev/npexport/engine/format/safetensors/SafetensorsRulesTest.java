package dev.npexport.engine.format.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the format, broken once. */
class SafetensorsRulesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # header | data bytes | where | part of the message
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|4|tensor a|ends at byte 8
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|12|tensor a|which has 12 bytes
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}|8|tensor a|after its end
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}|12|tensor a|gap of 4 bytes
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}|8|tensor a|needs 12 bytes
          {"a":{"dtype":"F16","shape":[2],"data_offsets":[0,8]}}|8|tensor a|needs 4 bytes
          {"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}|1|tensor a|whole number of bytes
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}|8|tensor a|larger than any file
          {"a":{"dtype":"F32","shape":[2305843009213693952],"data_offsets":[0,0]}}|0|tensor a|larger than any file
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}|8|tensor a shape|negative number -2
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}|8|tensor a data_offsets|negative
          {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}|8|tensor a shape|whole numbers
          {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}|8|tensor a shape|an array
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}|8|tensor a|two numbers, found 3
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}}|8|header|out of range
          {"a":{"dtype":4,"shape":[2],"data_offsets":[0,8]}}|8|tensor a dtype|a string
          {"a":{"shape":[2],"data_offsets":[0,8]}}|8|tensor a|needs dtype
          {"a":[]}|0|tensor a|an object
          {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}|6|tensor b|overlaps tensor a
          {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[6,10]}}|10|tensor b|gap of 2 bytes after tensor a
          {"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}|1|header|Duplicate
          {"a":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}|1|header|Duplicate
          {"__metadata__":{"a":1}}|0|__metadata__ key a|a string
          {"__metadata__":{"a":{}}}|0|__metadata__ key a|a string
          {"__metadata__":[]}|0|__metadata__|an object
          {"__metadata__":{"a":"1","a":"2"}}|0|header|Duplicate
          {}|3|header|which has 3 bytes
          [{}]|0|header|does not start with
          {}{}|0|header|more than one
          {} x|0|header|not valid JSON
          {"a":|0|header|not valid JSON
          {"a"|0|header|not valid JSON
          """)
  void refuses(String header, int dataBytes, String where, String message) throws IOException {
    Path file = RawSafetensors.write(folder, header, dataBytes);
    refusesWith(file, where, message);
  }

  // The blank is stripped by the table above, so it has a test of its own.
  @Test
  void refusesAHeaderThatDoesNotStartWithABrace() throws IOException {
    refusesWith(RawSafetensors.write(folder, " {}", 0), "header", "does not start with '{'");
  }

  @Test
  void refusesPaddingThatIsNotSpaces() throws IOException {
    refusesWith(RawSafetensors.write(folder, "{}\n", 0), "header", "padded");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileTooShortForALength(int bytes) throws IOException {
    Path file = Files.write(folder.resolve("short.safetensors"), new byte[bytes]);
    refusesWith(file, "header", "too few for a header length");
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_001, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void refusesAHeaderLongerThanTheFormatAllows(long length) throws IOException {
    Path file = RawSafetensors.write(folder, length, "{}".getBytes(), new byte[0]);
    refusesWith(file, "header", "more than the format allows");
  }

  @Test
  void refusesAHeaderThatGoesPastTheEnd() throws IOException {
    Path file = RawSafetensors.write(folder, 3, "{}".getBytes(), new byte[0]);
    refusesWith(file, "header", "past the end of the file");
  }

  @Test
  void saysHowToGetTheFileThatAPointerOfGitLfsStandsFor() throws IOException {
    Path file = folder.resolve("pointer.safetensors");
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n");
    refusesWith(file, "header", "git lfs pull");
  }

  @Test
  void refusesAnEmptyHeader() throws IOException {
    refusesWith(RawSafetensors.write(folder, "", 0), "header", "does not start with '{'");
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() throws IOException {
    byte[] header = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
    refusesWith(RawSafetensors.write(folder, 7, header, new byte[0]), "header", "not valid UTF-8");
  }

  @Test
  void refusesAHeaderInUtf16() throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_16LE);
    refusesWith(RawSafetensors.write(folder, 4, header, new byte[0]), "header", "not valid JSON");
  }

  @Test
  void refusesMoreDimensionsThanAnythingHas() throws IOException {
    String shape = "1,".repeat(64) + "1";
    String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + shape + "],\"data_offsets\":[0,1]}}";
    refusesWith(RawSafetensors.write(folder, header, 1), "tensor a shape", "more than 64");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    String header = "{\"a\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
    refusesWith(RawSafetensors.write(folder, header, 0), "header", "nesting depth");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none.safetensors")))
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.code()).isEqualTo(ProblemCode.FILE_NOT_FOUND)));
  }

  @Test
  void acceptsEmptyTensorsScalarsPaddingAndAnyOrder() throws IOException {
    String header =
        "{\"b\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[4,12]},"
            + "\"none\":{\"dtype\":\"F32\",\"shape\":[0,7],\"data_offsets\":[4,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}    ";
    try (SafetensorsFile file = SafetensorsFile.open(RawSafetensors.write(folder, header, 12))) {
      assertThat(file.tensors().keySet()).containsExactly("b", "none", "a");
      assertThat(file.require("b").shape()).isEmpty();
      assertThat(file.require("b").elements()).isEqualTo(1);
      assertThat(file.require("none").elements()).isZero();
    }
  }

  @Test
  void listsATensorOfUnknownDtypeAndRefusesToReadIt() throws IOException {
    String header =
        "{\"q\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"z\":{\"dtype\":\"Q3\",\"shape\":[4],\"data_offsets\":[4,6]},"
            + "\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[6,8]}}";
    try (SafetensorsFile file = SafetensorsFile.open(RawSafetensors.write(folder, header, 8))) {
      assertThat(file.stored().keySet()).containsExactly("q", "z", "a");
      assertThat(file.require("a").getDouble(0)).isZero();
      assertThatThrownBy(() -> file.require("q"))
          .hasMessageContaining("tensor q: has dtype F8_E4M3");
      assertThatThrownBy(file::tensors).hasMessageContaining("F8_E4M3");
    }
  }

  @Test
  void namesWhatIsThereWhenATensorIsMissing() throws IOException {
    String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
    try (SafetensorsFile file = SafetensorsFile.open(RawSafetensors.write(folder, header, 1))) {
      assertThatThrownBy(() -> file.require("W_dec"))
          .hasMessageContaining("tensor W_dec: is not in the file, which has a");
    }
  }

  private static void refusesWith(Path file, String where, String message) {
    assertThatThrownBy(() -> SafetensorsFile.open(file).close())
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .satisfies(
                        p -> {
                          assertThat(p.code()).isEqualTo(ProblemCode.MALFORMED_SAFETENSORS);
                          assertThat(p.file()).isEqualTo(file.toString());
                          assertThat(p.where()).isEqualTo(where);
                          assertThat(p.message()).contains(message);
                        }));
  }
}
