package dev.npexport.engine.format.activation.delphi;

import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Checks that splits hold every latent once. */
final class SplitCoverage {

  private SplitCoverage() {}

  static void check(DelphiFolder folder, OptionalInt dSae, Problems problems) {
    int next = 0;
    Path before = folder.folder();
    for (DelphiFolder.Split split : folder.splits()) {
      if (split.end() < split.start()) {
        problems.add(
            ProblemCode.INVALID_FIELD,
            split.file(),
            "",
            "ends before it starts: its name says latents " + split.start() + " to " + split.end());
        continue;
      }
      if (split.start() > next) {
        missing(folder.folder(), next, split.start() - 1, problems);
      } else if (split.start() < next) {
        problems.add(
            ProblemCode.DUPLICATE_ENTRY,
            split.file(),
            "",
            "holds latents from "
                + split.start()
                + " on, which "
                + before.getFileName()
                + " holds too, up to "
                + (next - 1));
      }
      next = Math.max(next, split.end() + 1);
      before = split.file();
    }
    if (dSae.isPresent() && next < dSae.getAsInt()) {
      missing(folder.folder(), next, dSae.getAsInt() - 1, problems);
    }
    if (dSae.isPresent() && next > dSae.getAsInt()) {
      problems.add(
          ProblemCode.INDEX_OUT_OF_RANGE,
          before,
          "",
          "holds latents up to "
              + (next - 1)
              + "; the SAE has "
              + dSae.getAsInt()
              + " features, 0 to "
              + (dSae.getAsInt() - 1));
    }
  }

  private static void missing(Path folder, int from, int to, Problems problems) {
    problems.add(
        ProblemCode.MISSING_SPLIT, folder, "", "no split file holds latents " + from + " to " + to);
  }
}
