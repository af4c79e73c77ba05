package dev.npexport.engine.format.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts that a piece of some vocabulary may stand for, when nobody says of which family. */
public final class RawPieces {

  private static final PieceDecoder SENTENCE_PIECE = new PieceDecoder.SentencePiece("");

  private RawPieces() {}

  /** As it stands, as SentencePiece has it, and as byte-level BPE has it; the last comes first. */
  public static List<String> readings(String piece) {
    List<String> readings = new ArrayList<>();
    readings.add(new String(ByteLevelAlphabet.bytes(piece), StandardCharsets.UTF_8));
    readings.add(new String(SENTENCE_PIECE.bytes(piece), StandardCharsets.UTF_8));
    readings.add(piece);
    return readings;
  }
}
