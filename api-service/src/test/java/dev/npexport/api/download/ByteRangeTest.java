package dev.npexport.api.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=10-, 10, 90",
    "bytes=90-1000, 90, 10",
    "bytes=-5, 95, 5",
    "bytes=-500, 0, 100",
    "bytes=99-99, 99, 1"
  })
  void readsASingleRange(String header, long first, long length) {
    assertThat(ByteRange.parse(Optional.of(header), 100))
        .isEqualTo(new ByteRange.Asked.Part(new ByteRange(first, length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=1000-2000", "bytes=-0"})
  void refusesWhatTheFileDoesNotHave(String header) {
    assertThat(ByteRange.parse(Optional.of(header), 100))
        .isEqualTo(new ByteRange.Asked.Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,5-6",
        "bytes=5-2",
        "items=0-1",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "",
        "bytes=99999999999999999999-"
      })
  void answersEverythingElseWhole(String header) {
    assertThat(ByteRange.parse(Optional.of(header), 100)).isEqualTo(new ByteRange.Asked.Whole());
  }

  @Test
  void answersWholeWithoutARange() {
    assertThat(ByteRange.parse(Optional.empty(), 100)).isEqualTo(new ByteRange.Asked.Whole());
  }
}
