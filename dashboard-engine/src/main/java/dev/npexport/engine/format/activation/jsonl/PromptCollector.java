package dev.npexport.engine.format.activation.jsonl;

import dev.npexport.engine.format.activation.RaggedPrompts;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the tokens of prompts that come in any order and again and again. */
final class PromptCollector {

  private final IntList tokens = new IntList();
  private final Map<Integer, Run> runs = new TreeMap<>();

  /** Where a prompt's tokens stand. */
  private record Run(int start, int length) {}

  /** Takes a prompt's tokens; false if it is known with others. */
  boolean add(int prompt, IntList ids) {
    Run known = runs.get(prompt);
    if (known == null) {
      runs.put(prompt, new Run(tokens.size(), ids.size()));
      tokens.addAll(ids);
      return true;
    }
    return known.length() == ids.size() && tokens.holds(known.start(), ids);
  }

  /** All prompts, by index. */
  RaggedPrompts prompts() {
    int[] indices = new int[runs.size()];
    int[] starts = new int[runs.size() + 1];
    int[] packed = new int[tokens.size()];
    int row = 0;
    for (Map.Entry<Integer, Run> entry : runs.entrySet()) {
      Run run = entry.getValue();
      indices[row] = entry.getKey();
      starts[row + 1] = starts[row] + run.length();
      tokens.copyTo(run.start(), packed, starts[row], run.length());
      row++;
    }
    return new RaggedPrompts(indices, starts, packed);
  }
}
