package dev.npexport.engine.format.activation.jsonl;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;

/** The non-zero values of a JSONL cache, parsed anew on each reading so that none is kept. */
record JsonlPart(Path file, int endFeature, long entries) implements EntryPart {

  @Override
  public int firstFeature() {
    return 0;
  }

  @Override
  public void read(EntrySink sink) {
    EntryBlock block = new EntryBlock();
    JsonlRow row = new JsonlRow(file);
    boolean[] headerSeen = new boolean[1];
    JsonLines.read(
        file,
        (line, parser) -> {
          if (headerSeen[0]) {
            row.read(line, parser);
            push(row, block, sink);
          } else {
            parser.skipChildren();
            headerSeen[0] = true;
          }
          return true;
        });
    flush(block, sink);
  }

  private static void push(JsonlRow row, EntryBlock block, EntrySink sink) {
    for (int position = 0; position < row.values().size(); position++) {
      double value = row.values().get(position);
      if (value == 0) {
        continue;
      }
      block.add(row.feature(), row.prompt(), position, value);
      if (block.isFull()) {
        flush(block, sink);
      }
    }
  }

  private static void flush(EntryBlock block, EntrySink sink) {
    if (block.size() > 0) {
      sink.accept(block);
    }
    block.advance();
  }

  @Override
  public Problem problem(ProblemCode code, long entry, String message) {
    return Problem.of(code, file, "value " + entry + " of those that are not 0", message);
  }
}
