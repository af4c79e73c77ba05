package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.Arrays;

/** All positions of all prompts in one row, prompt by prompt. Immutable. */
final class Places {

  private final int[] starts;

  Places(GroupedActivations activations) {
    starts = new int[activations.source().prompts() + 1];
    for (int prompt = 0; prompt < starts.length - 1; prompt++) {
      starts[prompt + 1] = Math.addExact(starts[prompt], activations.promptLength(prompt));
    }
  }

  int count() {
    return starts[starts.length - 1];
  }

  int of(int prompt, int position) {
    return starts[prompt] + position;
  }

  int prompt(int place) {
    int found = Arrays.binarySearch(starts, place);
    if (found < 0) {
      return -found - 2;
    }
    // a prompt without tokens starts where the next one does
    while (starts[found + 1] == place) {
      found++;
    }
    return found;
  }

  int position(int place) {
    return place - starts[prompt(place)];
  }
}
