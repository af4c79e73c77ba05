package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.rerank.LaneReach;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernels of {@code epilogue.cu}, with the constants that they share with this side. */
final class EpilogueSource {

  static final List<String> KERNELS = List.of("lanes", "candidates", "histogram", "squares");

  private EpilogueSource() {}

  static String text() {
    return "#define LANES "
        + LaneReach.LANES
        + "\n#define INFINITY_OF_DOUBLE __longlong_as_double(0x7ff0000000000000LL)\n"
        + resource();
  }

  private static String resource() {
    try (InputStream in = EpilogueSource.class.getResourceAsStream("epilogue.cu")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("epilogue.cu is unreadable", e);
    }
  }
}
