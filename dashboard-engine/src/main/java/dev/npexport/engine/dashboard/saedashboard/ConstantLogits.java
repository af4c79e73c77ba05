package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.LogitTable;
import dev.npexport.engine.kernel.Histogram;

/**
 * Logits that are all equal: {@code torch.histc} widens a range of no width by 1 on each side and
 * so counts all of them in the middle bin, where the exact definitions take the last.
 */
final class ConstantLogits {

  private ConstantLogits() {}

  static LogitTable moved(LogitTable table) {
    return new LogitTable(
        table.topIds(),
        table.topValues(),
        table.bottomIds(),
        table.bottomValues(),
        table.mean(),
        table.std(),
        table.histogram().map(ConstantLogits::moved),
        table.rowHistogram().map(ConstantLogits::moved));
  }

  private static Histogram moved(Histogram histogram) {
    int bins = histogram.counts().length;
    if (bins == 0 || histogram.edges()[0] < histogram.edges()[bins]) {
      return histogram;
    }
    long[] counts = new long[bins];
    for (long count : histogram.counts()) {
      counts[bins / 2] += count;
    }
    return new Histogram(histogram.edges(), counts);
  }
}
