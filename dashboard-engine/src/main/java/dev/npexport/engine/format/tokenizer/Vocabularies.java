package dev.npexport.engine.format.tokenizer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Reads the vocabulary of a Hugging Face model folder. */
public final class Vocabularies {

  public static final String FILE = "tokenizer.json";

  private Vocabularies() {}

  /**
   * Decodes every token of the folder's {@code tokenizer.json}.
   *
   * @throws dev.npexport.engine.problem.InputException if the file is missing or not a tokenizer
   */
  public static Vocabulary open(Path modelFolder) {
    TokenizerFile file = TokenizerFile.read(modelFolder.resolve(FILE));
    PieceDecoder decoder = PieceDecoder.of(file);
    String[] texts = new String[file.size()];
    Map<Integer, byte[]> parts = new HashMap<>();
    BitSet wordStarts = new BitSet();
    Map<String, Integer> idOf = new HashMap<>();
    file.pieces()
        .forEach(
            (id, piece) -> {
              idOf.put(piece, id);
              byte[] bytes = decoder.bytes(wellFormed(piece));
              texts[id] = new String(bytes, StandardCharsets.UTF_8);
              if (!Arrays.equals(texts[id].getBytes(StandardCharsets.UTF_8), bytes)) {
                parts.put(id, bytes);
              }
              wordStarts.set(id, decoder.startsWord(piece));
            });
    file.added()
        .forEach(
            (id, content) -> {
              idOf.put(content, id);
              texts[id] = wellFormed(content);
              parts.remove(id);
            });
    return new DecodedVocabulary(texts, parts, wordStarts, SpecialTokens.ids(modelFolder, idOf));
  }

  /** A JSON escape can hold half a surrogate pair, which no UTF-8 file can; U+FFFD replaces it. */
  private static String wellFormed(String text) {
    if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return text;
    }
    StringBuilder whole = new StringBuilder();
    text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
