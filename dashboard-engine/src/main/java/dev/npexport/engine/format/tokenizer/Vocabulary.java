package dev.npexport.engine.format.tokenizer;

/** The text of token ids. Safe for concurrent use. */
public interface Vocabulary {

  /** Number of ids from 0 that may be known: largest known id + 1. */
  int size();

  /** Whether the tokenizer has a token for the id. */
  boolean knows(int id);

  /**
   * The text that one token stands for: byte-level BPE and byte fallback decoded, bytes that are
   * not UTF-8 alone as U+FFFD, {@code <|outofrange|>} for an unknown id.
   */
  String text(int id);

  /** The texts of a run of tokens joined, characters split over several tokens put together. */
  String joined(int[] ids, int from, int to);

  /** The ids of the pad, bos and eos tokens that the tokenizer names, ascending. */
  int[] specialIds();
}
