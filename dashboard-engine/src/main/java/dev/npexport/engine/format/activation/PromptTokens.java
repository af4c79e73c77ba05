package dev.npexport.engine.format.activation;

/**
 * The tokens of a cache, prompt after prompt. A <i>row</i> is a prompt that the cache has tokens
 * for; a <i>place</i> is a position counted over all rows. Safe for concurrent reads.
 */
public interface PromptTokens {

  /** Largest prompt index + 1. */
  int prompts();

  /** Prompts that there are tokens for; {@link #prompts()} unless a cache leaves some out. */
  int rows();

  /** Row of a prompt, -1 if there is none. */
  int row(int prompt);

  /** Prompt index of a row; ascending. */
  int prompt(int row);

  /** First place of a row; {@code start(rows())} is the number of places. */
  int start(int row);

  /** Token id at a place. */
  int token(int place);

  /** All places. */
  default int places() {
    return start(rows());
  }

  /** Tokens in a row. */
  default int length(int row) {
    return start(row + 1) - start(row);
  }

  /** Length of the longest row, 0 if there is none. */
  default int longest() {
    int longest = 0;
    for (int row = 0; row < rows(); row++) {
      longest = Math.max(longest, length(row));
    }
    return longest;
  }
}
