package dev.npexport.engine.format.activation;

import java.util.Arrays;

/** Prompts of any lengths, some perhaps without tokens, held in memory. */
public final class RaggedPrompts implements PromptTokens {

  private final int[] prompts;
  private final int[] starts;
  private final int[] tokens;

  /**
   * @param prompts prompt index of each row, ascending
   * @param starts first place of each row and, last, the number of places
   * @param tokens by place; what stands behind the last place is not read
   */
  public RaggedPrompts(int[] prompts, int[] starts, int[] tokens) {
    this.prompts = prompts;
    this.starts = starts;
    this.tokens = tokens;
  }

  @Override
  public int prompts() {
    return prompts.length == 0 ? 0 : prompts[prompts.length - 1] + 1;
  }

  @Override
  public int rows() {
    return prompts.length;
  }

  @Override
  public int row(int prompt) {
    if (prompt >= 0 && prompt < prompts.length && prompts[prompt] == prompt) {
      return prompt;
    }
    return Math.max(-1, Arrays.binarySearch(prompts, prompt));
  }

  @Override
  public int prompt(int row) {
    return prompts[row];
  }

  @Override
  public int start(int row) {
    return starts[row];
  }

  @Override
  public int token(int place) {
    return tokens[place];
  }
}
