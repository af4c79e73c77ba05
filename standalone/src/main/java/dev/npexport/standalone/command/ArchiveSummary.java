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
 * @param metadata its {@code metadata.json}
 * @param folders entries and unpacked bytes of each top-level folder
 */
record ArchiveSummary(Path archive, long size, JsonNode metadata, Map<String, Content> folders) {

  static ArchiveSummary of(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Map<String, Content> folders = new TreeMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
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
            archive, Files.size(archive), new ObjectMapper().readTree(metadata), folders);
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("archive   ").append(archive).append('\n');
    text.append("size      ").append(Sizes.text(size)).append('\n');
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

  /**
   * The three things that most people do next, ready to paste.
   *
   * @param url of the service that finished the export
   */
  String nextCommands(String url) {
    String file = Shell.quote(archive.toString());
    String folder = Shell.quote(archive.toString().replaceFirst("\\.zip$", ""));
    String[] source = metadata.path("neuronpedia_id").asText("/").split("/", 2);
    return """
        next
          look inside
            ./npexport inspect %1$s
          load the weights in SAELens
            unzip -q %1$s 'saelens/*' -d %2$s &&
            python -c 'import sys; from sae_lens import SAE; print(SAE.load_from_disk(sys.argv[1]))' %2$s/saelens
          import it in your own Neuronpedia, while npexport serves (docs/neuronpedia.md)
            AWS_ENDPOINT_URL_S3=%5$s/s3 make webapp-dev
            curl -N 'http://localhost:3000/api/admin/import?modelId=%3$s&sourceId=%4$s'
        """
        .formatted(file, folder, source[0], source.length > 1 ? source[1] : "", url);
  }

  /** Files and their unpacked size. */
  record Content(long entries, long bytes) {

    Content plus(Content other) {
      return new Content(entries + other.entries, bytes + other.bytes);
    }
  }
}
