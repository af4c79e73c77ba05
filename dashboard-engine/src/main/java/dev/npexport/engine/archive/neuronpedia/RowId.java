package dev.npexport.engine.archive.neuronpedia;

import dev.npexport.engine.fingerprint.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Primary keys of bulk rows. They follow from what a row is about, so that importing an export
 * twice leaves one row.
 */
final class RowId {

  private static final int HEX_DIGITS = 24;

  private RowId() {}

  static String activation(NeuronpediaNames names, int feature, int number) {
    return of(names.id() + "/" + feature + "/" + number);
  }

  static String explanation(NeuronpediaNames names, int feature, int number) {
    return of(names.id() + "/" + feature + "/explanation/" + number);
  }

  private static String of(String text) {
    String digest = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    return "c" + digest.substring(0, HEX_DIGITS);
  }
}
