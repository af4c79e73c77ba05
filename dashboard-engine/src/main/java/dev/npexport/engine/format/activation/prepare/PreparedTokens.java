package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.format.activation.PromptTokens;
import java.lang.foreign.MemorySegment;

/** The prompt sections of a prepared file. */
final class PreparedTokens {

  private PreparedTokens() {}

  static void write(PromptTokens tokens, MemorySegment file, PreparedLayout layout) {
    for (int row = 0; row < layout.rows(); row++) {
      file.set(PreparedLayout.INT, layout.prompts() + 4L * row, tokens.prompt(row));
      file.set(PreparedLayout.INT, layout.starts() + 4L * (row + 1), tokens.start(row + 1));
    }
    for (int place = 0; place < layout.places(); place++) {
      file.set(PreparedLayout.INT, layout.tokens() + 4L * place, tokens.token(place));
    }
  }

  static PlaceIndex index(MemorySegment file, PreparedLayout layout) {
    int[] prompts = new int[layout.rows()];
    int[] starts = new int[layout.rows() + 1];
    MemorySegment.copy(file, PreparedLayout.INT, layout.prompts(), prompts, 0, prompts.length);
    MemorySegment.copy(file, PreparedLayout.INT, layout.starts(), starts, 0, starts.length);
    return new PlaceIndex(prompts, starts);
  }
}
