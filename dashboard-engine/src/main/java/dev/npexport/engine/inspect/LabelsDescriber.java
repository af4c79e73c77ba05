package dev.npexport.engine.inspect;

import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.problem.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Feature labels of every format. */
final class LabelsDescriber implements PathDescriber {

  @Override
  public String looksLike() {
    return "feature labels: JSON lines or CSV with feature_index, a delphi explanations folder, or"
        + " Neuronpedia explanations";
  }

  @Override
  public boolean recognises(Path path) {
    return LabelReaders.detect(path).isPresent();
  }

  @Override
  public Inspection describe(Path path) {
    try {
      Labels labels = LabelReaders.read(path, Integer.MAX_VALUE);
      return new Inspection(lines(path, labels), List.of());
    } catch (InputException e) {
      return Inspection.broken("feature labels", e);
    }
  }

  private static List<String> lines(Path path, Labels labels) {
    List<Label> all = labels.byFeature().values().stream().flatMap(List::stream).toList();
    int largest = labels.byFeature().keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    Map<String, Long> methods =
        all.stream()
            .map(label -> label.method().orElse("not stated"))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    Optional<String> seen = LabelReaders.detect(path);
    return List.of(
        "feature labels, " + seen.orElse("of no known format"),
        "%d labels of %d features, the largest %d"
            .formatted(all.size(), labels.byFeature().size(), largest),
        "methods "
            + methods.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", ")));
  }
}
