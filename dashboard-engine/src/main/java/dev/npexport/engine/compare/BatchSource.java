package dev.npexport.engine.compare;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * SAEDashboard's batch files. Each is read twice, first for its range of features, so that one at a
 * time is in memory.
 */
final class BatchSource implements FeatureSource {

  private final List<Path> files;

  private record Range(Path file, int first, int last) {}

  BatchSource(List<Path> paths) {
    List<Range> ranges = new ArrayList<>();
    for (Path path : paths) {
      SaeDashboardBatch batch = SaeDashboardBatch.read(path);
      ranges.add(new Range(path, batch.first(), batch.last()));
    }
    ranges.sort(Comparator.comparingInt(Range::first));
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).first() <= ranges.get(i - 1).last()) {
        throw new InputException(
            ProblemCode.DUPLICATE_ENTRY,
            ranges.get(i).file(),
            "feature " + ranges.get(i).first(),
            "is in the range of " + ranges.get(i - 1).file() + " too");
      }
    }
    files = ranges.stream().map(Range::file).toList();
  }

  @Override
  public String description() {
    return files.size() == 1
        ? files.getFirst().toString()
        : files.size() + " batch files from " + files.getFirst();
  }

  @Override
  public boolean isPartial() {
    return true;
  }

  @Override
  public boolean madeBySaeDashboard() {
    return true;
  }

  @Override
  public Iterator<ComparedFeature> features() {
    Stream<ComparedFeature> all =
        files.stream().flatMap(file -> SaeDashboardBatch.read(file).features().stream());
    return all.iterator();
  }

  @Override
  public void close() {}
}
