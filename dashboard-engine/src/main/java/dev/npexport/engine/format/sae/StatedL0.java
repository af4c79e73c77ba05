package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mean number of active features that an SAE's maker states, in its config or folder name. */
final class StatedL0 {

  private static final List<String> FIELDS =
      List.of("l0", "average_l0", "mean_l0", "avg_l0", "l0_norm");

  /** As in {@code average_l0_71}, {@code layer_5_l0-50} or {@code W32K-L0_64}. */
  private static final Pattern NAME =
      Pattern.compile("(?i)(?:^|[^a-z0-9])l0[_-](\\d+(?:\\.\\d+)?)(?![0-9a-z.])");

  private StatedL0() {}

  static Optional<Double> of(ObjectNode config, Path folder) {
    for (JsonNode object : List.of(config, config.path("metadata"))) {
      for (String field : FIELDS) {
        JsonNode value = object.path(field);
        if (value.isNumber() && value.doubleValue() > 0) {
          return Optional.of(value.doubleValue());
        }
      }
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    if (name == null) {
      return Optional.empty();
    }
    Matcher matcher = NAME.matcher(name.toString());
    return matcher.find() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
  }
}
