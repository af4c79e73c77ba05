package dev.npexport.engine.kernel;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory a backend may keep columns in, as it multiplies them, between calls. */
public final class ResidentBytes {

  private static final long LEAST = 1L << 30;

  private ResidentBytes() {}

  /**
   * What a system property says, else a quarter of the memory of the machine or, if it has a limit,
   * of the container.
   */
  public static long of(String property) {
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return Long.getLong(property, share(memory));
  }

  /**
   * A quarter, so that the columns of a vocabulary of 256,000 fit where such models are used, and
   * another process can keep its own.
   */
  static long share(long memory) {
    return Math.max(LEAST, memory / 4);
  }
}
