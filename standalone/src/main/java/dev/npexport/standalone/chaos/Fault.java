package dev.npexport.standalone.chaos;

/**
 * One fault of a schedule.
 *
 * @param at milliseconds after the start of its round
 * @param choice picks the target among those there are, at least 0
 * @param lasts milliseconds
 */
record Fault(FaultKind kind, long at, int choice, long lasts) {

  @Override
  public String toString() {
    return "%6.2f s  %s #%d%s"
        .formatted(
            at / 1000.0, kind.wire(), choice % 100, lasts == 0 ? "" : " for " + lasts + " ms");
  }
}
