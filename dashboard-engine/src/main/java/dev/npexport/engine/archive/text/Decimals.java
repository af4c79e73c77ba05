package dev.npexport.engine.archive.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds to a few decimal places, half to even, exactly: of the number a {@code double} is, not of
 * its printed digits or of a rounded product.
 */
public final class Decimals {

  /** Most places that {@link #scaled} knows. */
  public static final int MOST_PLACES = 9;

  /** Of a 64-bit number. */
  private static final int MOST_DIGITS = 19;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** From here on every double is a whole number, and so would be the scaled one's neighbours. */
  private static final double WHOLE = 0x1p52;

  private Decimals() {}

  /**
   * {@code value · 10^places} rounded half to even.
   *
   * @param value finite
   * @param places 0 to {@link #MOST_PLACES}
   * @throws ArithmeticException if the result does not fit 64 bits
   */
  public static long scaled(double value, int places) {
    double power = POWERS[places];
    double high = value * power;
    if (!(Math.abs(high) < WHOLE)) {
      return scaledSlowly(value, places);
    }
    // high + low is the exact product; high - nearest is exact because both are near each other
    double low = Math.fma(value, power, -high);
    double nearest = Math.rint(high);
    double rest = high - nearest;
    long result = (long) nearest;
    if (rest == 0.5 && low > 0) {
      return result + 1;
    }
    if (rest == -0.5 && low < 0) {
      return result - 1;
    }
    // rint went to the even side of a tie that is none once low is counted
    return result;
  }

  /** Whether {@link #scaled} has a result: the scaled value fits 64 bits with room to spare. */
  public static boolean scales(double value, int places) {
    return Math.abs(value) * POWERS[places] < WHOLE;
  }

  /** The double nearest to {@code value} rounded half to even; of any size. */
  public static double round(double value, int places) {
    // a whole number below 2^53 over a power of ten divides to the nearest double
    return scales(value, places)
        ? scaled(value, places) / POWERS[places]
        : new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static long scaledSlowly(double value, int places) {
    return new BigDecimal(value)
        .setScale(places, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  /**
   * Writes {@code scaled / 10^places} with no more digits than needed.
   *
   * @param target room for 21 characters from {@code offset}
   * @return characters written, all of ASCII
   */
  public static int write(long scaled, int places, byte[] target, int offset) {
    int at = offset;
    long rest = scaled;
    if (rest < 0) {
      target[at++] = '-';
    }
    int decimals = places;
    while (decimals > 0 && rest % 10 == 0) {
      rest /= 10;
      decimals--;
    }
    int digits = Math.max(digits(rest), decimals + 1);
    int end = at + digits + (decimals > 0 ? 1 : 0);
    int position = end;
    for (int digit = 0; digit < digits; digit++) {
      if (digit == decimals && decimals > 0) {
        target[--position] = '.';
      }
      long shorter = rest / 10;
      target[--position] = (byte) ('0' + Math.abs(rest - 10 * shorter));
      rest = shorter;
    }
    return end - offset;
  }

  private static int digits(long value) {
    long negative = value < 0 ? value : -value; // the other way round, one value has no opposite
    int digits = 1;
    for (long power = -10; digits < MOST_DIGITS && negative <= power; power *= 10) {
      digits++;
    }
    return digits;
  }
}
