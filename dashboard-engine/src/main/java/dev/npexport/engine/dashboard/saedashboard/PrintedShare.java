package dev.npexport.engine.dashboard.saedashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share that has been through SAEDashboard's titles: printed in per cent with three decimals
 * (Python's {@code .3%}) and read back, so that 1e-5 is the smallest step and anything below half
 * of it is 0.
 */
final class PrintedShare {

  private static final int DECIMALS = 3;

  private PrintedShare() {}

  /** The text between the title's last blank and its per cent sign. */
  static String text(double share) {
    return new BigDecimal(share * 100).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }

  static double of(double share) {
    return Double.parseDouble(text(share)) / 100;
  }
}
