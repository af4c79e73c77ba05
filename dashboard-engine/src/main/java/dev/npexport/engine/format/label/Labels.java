package dev.npexport.engine.format.label;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Label rows by feature, in input order within a feature. */
public record Labels(Map<Integer, List<Label>> byFeature) {

  public static final Labels NONE = new Labels(Map.of());

  public List<Label> of(int feature) {
    return byFeature.getOrDefault(feature, List.of());
  }

  public Optional<Label> first(int feature) {
    return of(feature).stream().findFirst();
  }

  public boolean isEmpty() {
    return byFeature.isEmpty();
  }
}
