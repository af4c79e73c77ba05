package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.format.activation.FeatureActivations;
import java.util.Arrays;

/**
 * The prompts in which a feature fires, ascending, each with its first activation and with its
 * largest (the lowest position of equal ones), as places in the feature's activations.
 */
record PromptMaxima(int[] first, int[] largest) {

  static PromptMaxima of(FeatureActivations activations) {
    int[] prompts = activations.prompts();
    float[] values = activations.values();
    int[] first = new int[activations.size()];
    int[] largest = new int[activations.size()];
    int count = 0;
    for (int i = 0; i < activations.size(); i++) {
      if (i == 0 || prompts[i] != prompts[i - 1]) {
        first[count] = i;
        largest[count++] = i;
      } else if (values[i] > values[largest[count - 1]]) {
        largest[count - 1] = i;
      }
    }
    return new PromptMaxima(Arrays.copyOf(first, count), Arrays.copyOf(largest, count));
  }

  int size() {
    return first.length;
  }
}
