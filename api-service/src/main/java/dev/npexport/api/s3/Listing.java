package dev.npexport.api.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The answer to a {@link ListRequest}.
 *
 * @param prefixes what keys have in common up to the delimiter, each once
 * @param last the last key or common prefix, if there is more after it
 */
record Listing(
    List<Map.Entry<String, S3Object>> files, List<String> prefixes, Optional<String> last) {

  static Listing of(NavigableMap<String, S3Object> bucket, ListRequest request) {
    List<Map.Entry<String, S3Object>> files = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    String last = "";
    for (Map.Entry<String, S3Object> file : bucket.tailMap(request.prefix(), true).entrySet()) {
      String key = file.getKey();
      if (!key.startsWith(request.prefix())) {
        break;
      }
      Optional<String> common = commonPrefix(key, request);
      String shown = common.orElse(key);
      if (shown.compareTo(request.after()) <= 0 || prefixes.contains(shown)) {
        continue;
      }
      if (files.size() + prefixes.size() == request.maxKeys()) {
        // With no room at all there is nothing to go on from.
        return new Listing(
            files, List.copyOf(prefixes), Optional.of(last).filter(text -> !text.isEmpty()));
      }
      if (common.isPresent()) {
        prefixes.add(shown);
      } else {
        files.add(file);
      }
      last = shown;
    }
    return new Listing(files, List.copyOf(prefixes), Optional.empty());
  }

  int count() {
    return files.size() + prefixes.size();
  }

  private static Optional<String> commonPrefix(String key, ListRequest request) {
    if (request.delimiter().isEmpty()) {
      return Optional.empty();
    }
    int end = key.indexOf(request.delimiter(), request.prefix().length());
    return end < 0
        ? Optional.empty()
        : Optional.of(key.substring(0, end + request.delimiter().length()));
  }
}
