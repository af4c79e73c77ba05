package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A look at every entry of a cache without an SAE beside it: values as stored, ignored only what
 * the cache itself says.
 *
 * @param problems everything wrong with the entries
 * @param positive entries above 0 at places that are not ignored
 * @param silent features without one
 */
public record CacheCheck(List<Problem> problems, long positive, int silent) {

  /** More features than any SAE has; only names and indices claim them here. */
  private static final int MOST_FEATURES = 1 << 24;

  /**
   * Reads the whole cache.
   *
   * @throws InputException if it claims more features than can be believed
   */
  public static CacheCheck of(ActivationCache cache) {
    return of(cache, true);
  }

  /**
   * Everything wrong with single entries: one pass, without the sorting that finds an entry that is
   * there twice.
   */
  public static List<Problem> entryProblems(ActivationCache cache) {
    return of(cache, false).problems();
  }

  private static CacheCheck of(ActivationCache cache, boolean sorting) {
    if (cache.features() > MOST_FEATURES) {
      throw new InputException(
          ProblemCode.TOO_LARGE,
          cache.path(),
          "",
          "claims " + cache.features() + " features; at most " + MOST_FEATURES + " are looked at");
    }
    double[] ones = new double[cache.features()];
    Arrays.fill(ones, 1);
    int[] ignored = cache.ignoredTokenIds().orElse(new int[0]);
    ActivationRule rule =
        new ActivationRule(
            PlaceIndex.of(cache.prompts()), PlaceMask.of(cache.prompts(), ignored), ones, false);
    Cancellation never = Cancellation.NEVER;
    List<EntryScan> scans =
        cache.parts().stream().map(part -> new EntryScan(part, rule, never)).toList();
    IntStream.range(0, scans.size()).parallel().forEach(i -> scans.get(i).run());
    List<Problem> problems = new ArrayList<>();
    long positive = 0;
    int silent = 0;
    for (EntryScan scan : scans) {
      problems.addAll(scan.problems());
      if (sorting && scan.problems().isEmpty() && !scan.isSorted()) {
        problems.addAll(duplicates(scan, rule.places(), never));
      }
      positive += Arrays.stream(scan.counted()).sum();
      silent += (int) Arrays.stream(scan.counted()).filter(count -> count == 0).count();
    }
    return new CacheCheck(List.copyOf(problems), positive, silent);
  }

  /** Sorts a part that is out of order in a temporary file, only to see whether it can be. */
  private static List<Problem> duplicates(EntryScan scan, PlaceIndex places, Cancellation never) {
    long entries = Arrays.stream(scan.stored()).sum();
    try {
      Path folder = Files.createTempDirectory("npexport-check");
      try (MappedFile scratch =
          MappedFile.create(folder.resolve("sorted.tmp"), SortedPart.BYTES * entries)) {
        SortedPart.of(scan, places, scratch.segment(), never);
        return List.of();
      } catch (InputException e) {
        return e.problems();
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use a temporary folder", e);
    }
  }
}
