package dev.npexport.engine.archive.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    // exact ties go to even; 1.005 and 2.675 are below the tie that their digits show
    "0.5, 0, 0",
    "1.5, 0, 2",
    "2.5, 0, 2",
    "-0.5, 0, 0",
    "-1.5, 0, -2",
    "0.125, 2, 12",
    "0.375, 2, 38",
    "-0.375, 2, -38",
    "1.005, 2, 100",
    "2.675, 2, 267",
    "0.000015, 5, 2",
    "0.000025, 5, 3",
    "0.000035, 5, 3",
    "4503599627370497.5, 0, 4503599627370498",
    "45035996273.70497, 5, 4503599627370497",
    "1e-320, 5, 0",
    "0, 5, 0"
  })
  void roundsHalfToEven(double value, int places, long scaled) {
    assertThat(Decimals.scaled(value, places)).isEqualTo(exact(value, places)).isEqualTo(scaled);
  }

  @Test
  void equalsExactDecimalArithmetic() {
    var random = new Random(7);
    for (int round = 0; round < 300_000; round++) {
      int places = 3 + random.nextInt(3);
      double value =
          switch (round % 4) {
            case 0 -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            case 1 -> (float) random.nextGaussian();
            // as near to a tie as a double comes, and one step beside it
            case 2 -> (random.nextInt(2_000_000) - 1_000_000 + 0.5) / Math.pow(10, places);
            default ->
                Math.nextAfter(
                    (random.nextInt(20_000) + 0.5) / Math.pow(10, places),
                    random.nextBoolean() ? 1e9 : -1e9);
          };
      assertThat(Decimals.scaled(value, places)).isEqualTo(exact(value, places));
      assertThat(written(Decimals.scaled(value, places), places))
          .isEqualTo(plain(exact(value, places), places));
    }
  }

  @Test
  void everyTieInBinaryIsRoundedToEven() {
    for (int i = -4_096; i <= 4_096; i++) {
      double value = i / 64.0;
      assertThat(Decimals.scaled(value, 5)).isEqualTo(exact(value, 5));
      assertThat(Decimals.scaled(value, 3)).isEqualTo(exact(value, 3));
    }
  }

  @Test
  void roundsNumbersOfAnySize() {
    assertThat(Decimals.round(1.23456789, 4)).isEqualTo(1.2346);
    assertThat(Decimals.round(Decimals.round(0.123455, 5), 5))
        .isEqualTo(Decimals.round(0.123455, 5));
    assertThat(Decimals.round(Float.MAX_VALUE, 4)).isEqualTo(Float.MAX_VALUE);
    assertThat(Decimals.round(9.0e10 + 0.00001, 4)).isEqualTo(9.0e10);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Decimals.scaled(1e300, 5)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 0",
    "1, 5, 0.00001",
    "-1, 5, -0.00001",
    "100000, 5, 1",
    "120000, 5, 1.2",
    "-123456, 5, -1.23456",
    "100, 0, 100",
    "-9223372036854775808, 9, -9223372036.854775808",
    "-9223372036854775808, 0, -9223372036854775808"
  })
  void writesNoMoreDigitsThanNeeded(long scaled, int places, String text) {
    assertThat(written(scaled, places)).isEqualTo(text);
  }

  private static long exact(double value, int places) {
    return new BigDecimal(value)
        .setScale(places, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  private static String plain(long scaled, int places) {
    return scaled == 0
        ? "0"
        : BigDecimal.valueOf(scaled, places).stripTrailingZeros().toPlainString();
  }

  private static String written(long scaled, int places) {
    var target = new byte[26];
    int length = Decimals.write(scaled, places, target, 2);
    return new String(target, 2, length, StandardCharsets.US_ASCII);
  }
}
