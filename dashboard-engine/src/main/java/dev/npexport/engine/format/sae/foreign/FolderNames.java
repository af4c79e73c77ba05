package dev.npexport.engine.format.sae.foreign;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of a file and of the folders around it say. Several formats keep the layer, the
 * width or the model there and nowhere else.
 */
final class FolderNames {

  private FolderNames() {}

  /** The first match of {@code pattern} in a name of the path, the innermost first. */
  static Optional<Matcher> find(Path path, Pattern pattern) {
    Path whole = path.toAbsolutePath().normalize();
    for (int i = whole.getNameCount() - 1; i >= 0; i--) {
      Matcher matcher = pattern.matcher(whole.getName(i).toString());
      if (matcher.find()) {
        return Optional.of(matcher);
      }
    }
    return Optional.empty();
  }

  /** As {@link #find}, the first group of the match. */
  static Optional<String> group(Path path, Pattern pattern) {
    return find(path, pattern).map(matcher -> matcher.group(1));
  }
}
