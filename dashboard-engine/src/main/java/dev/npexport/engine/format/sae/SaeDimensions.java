package dev.npexport.engine.format.sae;

/** The sizes that tensor shapes are made of. */
public record SaeDimensions(int dIn, int dOut, int dSae) {

  /** A named axis. */
  public enum Axis {
    D_IN,
    D_OUT,
    D_SAE
  }

  static SaeDimensions of(SaeConfig config) {
    return new SaeDimensions(config.dIn(), config.dOut(), config.dSae());
  }

  long size(Axis axis) {
    return switch (axis) {
      case D_IN -> dIn;
      case D_OUT -> dOut;
      case D_SAE -> dSae;
    };
  }
}
