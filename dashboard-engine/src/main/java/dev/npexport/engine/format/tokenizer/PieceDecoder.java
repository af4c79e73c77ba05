package dev.npexport.engine.format.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How the pieces of a family of tokenizers stand for text. */
sealed interface PieceDecoder {

  /** The bytes that a piece stands for; on their own they need not be whole characters. */
  byte[] bytes(String piece);

  /** Whether joined text has a blank between this piece and the one before it. */
  boolean startsWord(String piece);

  /** The decoder that a tokenizer file asks for. */
  static PieceDecoder of(TokenizerFile file) {
    String suffix = file.endOfWordSuffix().orElse("");
    if (file.decodesBy("ByteLevel")) {
      return new ByteLevel(suffix);
    }
    if (file.modelType().equals("WordPiece") || file.decodesBy("WordPiece")) {
      return new Words(file.continuingPrefix().orElse("##"));
    }
    if (file.modelType().equals("WordLevel")) {
      return new Words("");
    }
    return new SentencePiece(suffix);
  }

  /** Byte-level BPE: GPT-2, NeoX, Llama 3, Qwen. */
  record ByteLevel(String endOfWord) implements PieceDecoder {
    @Override
    public byte[] bytes(String piece) {
      if (!endOfWord.isEmpty() && piece.endsWith(endOfWord)) {
        String word = piece.substring(0, piece.length() - endOfWord.length());
        return (new String(ByteLevelAlphabet.bytes(word), StandardCharsets.UTF_8) + " ")
            .getBytes(StandardCharsets.UTF_8);
      }
      return ByteLevelAlphabet.bytes(piece);
    }

    @Override
    public boolean startsWord(String piece) {
      return false;
    }
  }

  /** SentencePiece BPE or Unigram: {@code ▁} is a blank, {@code <0x0A>} a byte. */
  record SentencePiece(String endOfWord) implements PieceDecoder {

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

    @Override
    public byte[] bytes(String piece) {
      if (BYTE.matcher(piece).matches()) {
        return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
      }
      String text = piece;
      if (!endOfWord.isEmpty() && piece.endsWith(endOfWord)) {
        text = piece.substring(0, piece.length() - endOfWord.length()) + " ";
      }
      return text.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean startsWord(String piece) {
      return false;
    }
  }

  /**
   * WordPiece and whole words: a piece is a word of its own unless it carries the prefix of a
   * continuation, such as {@code ##}.
   *
   * @param continuation empty if no piece continues another
   */
  record Words(String continuation) implements PieceDecoder {
    @Override
    public byte[] bytes(String piece) {
      String text = startsWord(piece) ? piece : piece.substring(continuation.length());
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean startsWord(String piece) {
      return continuation.isEmpty()
          || !piece.startsWith(continuation)
          || piece.length() == continuation.length();
    }
  }
}
