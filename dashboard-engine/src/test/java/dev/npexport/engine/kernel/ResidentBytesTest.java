package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidentBytesTest {

  private static final String PROPERTY = "npexport.test.resident-bytes";

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void areAQuarterOfTheMemoryButNotLessThanAGibibyte() {
    assertThat(ResidentBytes.share(24L << 30)).isEqualTo(6L << 30);
    assertThat(ResidentBytes.share(2L << 30)).isEqualTo(1L << 30);
  }

  @Test
  void areWhatThePropertySays() {
    assertThat(ResidentBytes.of(PROPERTY)).isGreaterThanOrEqualTo(1L << 30);
    System.setProperty(PROPERTY, "12345");
    assertThat(ResidentBytes.of(PROPERTY)).isEqualTo(12_345);
  }
}
