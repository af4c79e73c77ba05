package dev.npexport.engine.archive.neuronpedia;

/** The one user that every Neuronpedia installation has and whose activations it shows. */
final class Creator {

  /** The seeded "bot" user. */
  static final String BOT = "clkht01d40000jv08hvalcvly";

  private Creator() {}
}
