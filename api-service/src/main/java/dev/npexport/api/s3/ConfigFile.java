package dev.npexport.api.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.fingerprint.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A file of {@code v1/config/}: the rows of several exports, one for each name, by name. */
final class ConfigFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<S3Object> files = new ArrayList<>();

  /** Adds the file of an older export: its rows count where no newer one has the same name. */
  void add(S3Object file) {
    files.add(file);
  }

  S3Object object() {
    S3Object newest = files.getFirst();
    if (files.stream().allMatch(file -> file.sha256().equals(newest.sha256()))) {
      return newest;
    }
    NavigableMap<String, String> rows = new TreeMap<>();
    for (S3Object file : files) {
      new String(S3Bytes.all(file), UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> rows.putIfAbsent(name(line), line));
    }
    StringBuilder text = new StringBuilder();
    rows.values().forEach(row -> text.append(row).append('\n'));
    byte[] content = text.toString().getBytes(UTF_8);
    return new S3Object(
        content.length, Sha256.hex(content), newest.modified(), new S3Object.Source.Made(content));
  }

  private static String name(String row) {
    try {
      return JSON.readTree(row).path("name").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an archive with unreadable JSON", e);
    }
  }
}
