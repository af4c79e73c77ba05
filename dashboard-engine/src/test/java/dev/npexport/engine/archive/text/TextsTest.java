package dev.npexport.engine.archive.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void halvesOfASurrogatePairBecomeReplacementCharacters() {
    assertThat(Texts.wellFormed("a\ud83d b")).isEqualTo("a\ufffd b");
    assertThat(Texts.wellFormed("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
    assertThat(Texts.wellFormed("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
  }

  @Test
  void wholeTextIsLeftAsItIs() {
    var text = "naïve 😀 \\u00e9 \u0000";
    assertThat(Texts.wellFormed(text)).isSameAs(text);
  }

  @Test
  void rowsHoldNoNulAndNoEscapedNul() {
    assertThat(Texts.forRow("a\0b")).isEqualTo("a\ufffdb");
    assertThat(Texts.forRow("say \\u0000 and \\\\u0000"))
        .isEqualTo("say \uff3cu0000 and \\\uff3cu0000");
    assertThat(Texts.forRow("\\u00001 \\u001")).isEqualTo("\uff3cu00001 \\u001");
    assertThat(Texts.forRow("\ud83d")).isEqualTo("\ufffd");
  }

  @Test
  void timesAreUtcWithMilliseconds() {
    assertThat(Texts.timestamp(Instant.parse("2026-08-21T10:00:00Z")))
        .isEqualTo("2026-08-21T10:00:00.000Z");
    assertThat(Texts.timestamp(Instant.parse("2026-08-21T10:00:00.123999Z")))
        .isEqualTo("2026-08-21T10:00:00.123Z");
    assertThat(Texts.timestamp(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }
}
