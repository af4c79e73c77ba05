package dev.npexport.engine.format.sae;

import java.util.Locale;

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

  public boolean isTranscoder() {
    return switch (this) {
      case TRANSCODER, SKIP_TRANSCODER, JUMPRELU_TRANSCODER, JUMPRELU_SKIP_TRANSCODER -> true;
      case STANDARD, TOPK, JUMPRELU, GATED, TEMPORAL, MATCHING_PURSUIT -> false;
    };
  }
}
