package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.file.JsonFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of {@code {index}.json} files, as in an unpacked archive. */
final class FeatureDocuments implements FeatureSource {

  private static final Pattern NAME = Pattern.compile("(0|[1-9][0-9]{0,8})\\.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final NavigableMap<Integer, Path> files;

  private FeatureDocuments(Path folder, NavigableMap<Integer, Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /** The folder's documents, if it has any. */
  static Optional<FeatureDocuments> in(Path folder) {
    NavigableMap<Integer, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        index(file.getFileName().toString()).ifPresent(index -> files.put(index, file));
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new FeatureDocuments(folder, files));
  }

  /** The feature that a file of this name is about. */
  static Optional<Integer> index(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public boolean isPartial() {
    return false;
  }

  @Override
  public boolean madeBySaeDashboard() {
    return false;
  }

  @Override
  public Iterator<ComparedFeature> features() {
    return files.entrySet().stream()
        .map(file -> feature(file.getKey(), read(file.getValue())))
        .iterator();
  }

  static ComparedFeature feature(int index, JsonNode json) {
    return new ComparedFeature(
        index, Map.of(), List.of(), Writing.UNROUNDED, Writing.UNROUNDED, Optional.of(json));
  }

  private static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw JsonFiles.failure(file, e);
    }
  }

  @Override
  public void close() {}
}
