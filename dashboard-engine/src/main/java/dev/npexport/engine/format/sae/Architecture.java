package dev.npexport.engine.format.sae;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The inference architectures of SAELens, by its registry names in lower case. */
public enum Architecture {
  STANDARD,
  TOPK,
  JUMPRELU,
  GATED,
  TRANSCODER,
  SKIP_TRANSCODER,
  JUMPRELU_TRANSCODER,
  JUMPRELU_SKIP_TRANSCODER,
  TEMPORAL,
  MATCHING_PURSUIT;

  /** SAELens's name, for example {@code jumprelu_transcoder}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The architecture of this SAELens name. */
  public static Optional<Architecture> named(String wire) {
    return Arrays.stream(values()).filter(value -> value.wire().equals(wire)).findFirst();
  }

  /** Every name, as it is written in messages. */
  public static String known() {
    return Arrays.stream(values()).map(Architecture::wire).collect(Collectors.joining(", "));
  }

  public boolean isTranscoder() {
    return switch (this) {
      case TRANSCODER, SKIP_TRANSCODER, JUMPRELU_TRANSCODER, JUMPRELU_SKIP_TRANSCODER -> true;
      case STANDARD, TOPK, JUMPRELU, GATED, TEMPORAL, MATCHING_PURSUIT -> false;
    };
  }
}
