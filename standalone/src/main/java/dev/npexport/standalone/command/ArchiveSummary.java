package dev.npexport.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.standalone.progress.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a finished archive holds, told from the archive itself.
 *
 * @param size of the file
 * @param unpacked bytes of all entries
 * @param metadata its {@code metadata.json}
 * @param folders entries and unpacked bytes of each top-level folder
 */
record ArchiveSummary(
    Path archive, long size, long unpacked, JsonNode metadata, Map<String, Content> folders) {

  static ArchiveSummary of(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Map<String, Content> folders = new TreeMap<>();
      long unpacked = 0;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        unpacked += entry.getSize();
        int slash = entry.getName().indexOf('/');
        if (slash > 0) {
          folders.merge(
              entry.getName().substring(0, slash + 1),
              new Content(1, entry.getSize()),
              Content::plus);
        }
      }
      try (InputStream metadata = zip.getInputStream(zip.getEntry("metadata.json"))) {
        return new ArchiveSummary(
            archive, Files.size(archive), unpacked, new ObjectMapper().readTree(metadata), folders);
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("archive   ").append(archive).append('\n');
    text.append("size      ")
        .append(Sizes.text(size))
        .append(" (")
        .append(Sizes.text(unpacked))
        .append(" unpacked)\n");
    text.append(
        String.format(
            Locale.ROOT,
            "contents  %,d of %,d features of a %s SAE on %s of %s%n",
            metadata.path("feature_count").asLong(),
            metadata.path("d_sae").asLong(),
            metadata.path("architecture").asText(),
            metadata.path("hook_name").asText(),
            metadata.path("model_name").asText()));
    folders.forEach(
        (folder, content) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "          %-14s %,6d %s, %s%n",
                    folder,
                    content.entries(),
                    content.entries() == 1 ? "file" : "files",
                    Sizes.text(content.bytes()))));
    return text.toString();
  }

  /** Files and their unpacked size. */
  record Content(long entries, long bytes) {

    Content plus(Content other) {
      return new Content(entries + other.entries, bytes + other.bytes);
    }
  }
}
