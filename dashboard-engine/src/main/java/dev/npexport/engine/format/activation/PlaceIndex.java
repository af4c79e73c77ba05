package dev.npexport.engine.format.activation;

import java.util.Arrays;

/** Turns (prompt, position) into places and back; see {@link PromptTokens}. Immutable. */
public final class PlaceIndex {

  /** {@link #place} of a prompt without tokens. */
  public static final int NO_PROMPT = -1;

  /** {@link #place} of a position outside its prompt. */
  public static final int NO_POSITION = -2;

  private final int[] prompts;
  private final int[] starts;
  private final boolean dense;

  /** Length of every row, 0 if they differ. */
  private final int uniform;

  /**
   * @param prompts prompt index of each row, ascending
   * @param starts first place of each row and, last, the number of places
   */
  public PlaceIndex(int[] prompts, int[] starts) {
    this.prompts = prompts;
    this.starts = starts;
    this.dense = prompts.length == 0 || prompts[prompts.length - 1] == prompts.length - 1;
    this.uniform = uniformLength(starts);
  }

  private static int uniformLength(int[] starts) {
    if (starts.length < 2) {
      return 0;
    }
    int length = starts[1];
    for (int row = 1; row < starts.length; row++) {
      if (starts[row] - starts[row - 1] != length) {
        return 0;
      }
    }
    return length;
  }

  public static PlaceIndex of(PromptTokens tokens) {
    int[] prompts = new int[tokens.rows()];
    int[] starts = new int[prompts.length + 1];
    for (int row = 0; row < prompts.length; row++) {
      prompts[row] = tokens.prompt(row);
      starts[row + 1] = tokens.start(row + 1);
    }
    return new PlaceIndex(prompts, starts);
  }

  public int rows() {
    return prompts.length;
  }

  /** Largest prompt index + 1. */
  public int prompts() {
    return prompts.length == 0 ? 0 : prompts[prompts.length - 1] + 1;
  }

  public int places() {
    return starts[prompts.length];
  }

  public int prompt(int row) {
    return prompts[row];
  }

  /** First place of a row. */
  public int start(int row) {
    return starts[row];
  }

  /** Row of a prompt, {@link #NO_PROMPT} if it has none. */
  public int row(int prompt) {
    if (dense) {
      return prompt >= 0 && prompt < prompts.length ? prompt : NO_PROMPT;
    }
    return Math.max(NO_PROMPT, Arrays.binarySearch(prompts, prompt));
  }

  /** Tokens in a prompt, 0 if it has no row. */
  public int length(int prompt) {
    int row = row(prompt);
    return row < 0 ? 0 : starts[row + 1] - starts[row];
  }

  /** Place of a position of a prompt, {@link #NO_PROMPT} or {@link #NO_POSITION}. */
  public int place(int prompt, int position) {
    int row = row(prompt);
    if (row < 0) {
      return NO_PROMPT;
    }
    int start = starts[row];
    return position >= 0 && position < starts[row + 1] - start ? start + position : NO_POSITION;
  }

  /** The row that a place is in. */
  public int rowAt(int place) {
    if (uniform > 0) {
      return place / uniform;
    }
    int low = 0;
    int high = prompts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
