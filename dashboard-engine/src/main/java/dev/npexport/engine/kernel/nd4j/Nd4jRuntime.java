package dev.npexport.engine.kernel.nd4j;

import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** Starts ND4J once and sets it up for products that are called from several of our threads. */
final class Nd4jRuntime {

  private static final Optional<String> PROBLEM = start();

  private Nd4jRuntime() {}

  /** Why ND4J cannot be used here, or empty. */
  static Optional<String> problem() {
    return PROBLEM;
  }

  private static Optional<String> start() {
    // JavaCPP's limits follow the heap size and count mapped files too. Our buffers are few and
    // sized by us, so its limits would only fail large models on small heaps.
    setIfAbsent("org.bytedeco.javacpp.maxBytes", "0");
    setIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      Nd4j.getBlasWrapper();
      // One BLAS thread a call: how a product is split over threads changes its last bits, so the
      // parallel work is ours, in fixed pieces.
      Nd4j.factory().blas().setMaxThreads(1);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("ND4J did not start: " + e);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
