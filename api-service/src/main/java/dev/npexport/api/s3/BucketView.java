package dev.npexport.api.s3;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trees of several exports as one bucket. The rows of a source belong together, so of exports
 * with the same model and source the newest one gives all of its files and the others none. The
 * config files, which the importer reads with every source, hold the rows of all of them.
 */
final class BucketView {

  static final String CONFIG = "v1/config/";

  /** {@code v1/{modelId}/{sourceId}/…}. */
  private static final Pattern IN_SOURCE = Pattern.compile("(v1/[^/]+/[^/]+/).+");

  private BucketView() {}

  /**
   * @param trees the newest first
   * @return the files by their keys
   */
  static NavigableMap<String, S3Object> of(List<Archives.Tree> trees) {
    NavigableMap<String, S3Object> bucket = new TreeMap<>();
    Map<String, Archives.Tree> owners = new HashMap<>();
    Map<String, ConfigFile> configs = new TreeMap<>();
    for (Archives.Tree tree : trees) {
      boolean shown = false;
      for (Map.Entry<String, S3Object> file : tree.objects().entrySet()) {
        Matcher source = IN_SOURCE.matcher(file.getKey());
        if (!file.getKey().startsWith(CONFIG)
            && source.matches()
            && owners.computeIfAbsent(source.group(1), key -> tree) == tree) {
          bucket.put(file.getKey(), file.getValue());
          shown = true;
        }
      }
      if (shown) {
        tree.objects()
            .subMap(CONFIG, CONFIG + Character.MAX_VALUE)
            .forEach((key, file) -> configs.computeIfAbsent(key, k -> new ConfigFile()).add(file));
      }
    }
    configs.forEach((key, config) -> bucket.put(key, config.object()));
    return Collections.unmodifiableNavigableMap(bucket);
  }
}
