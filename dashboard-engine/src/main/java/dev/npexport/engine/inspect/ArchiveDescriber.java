package dev.npexport.engine.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.zip.ArchiveCheck;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finished archives of this product. */
final class ArchiveDescriber implements PathDescriber {

  /** Length of a local file header before its name (APPNOTE 4.3.7). */
  private static final int NAME_AT = 30;

  private static final String MAGIC = "PK\3\4";

  @Override
  public String looksLike() {
    return "an exported archive: a ZIP that begins with metadata.json";
  }

  @Override
  public boolean recognises(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(NAME_AT + ArchivePaths.METADATA.length());
      String text = new String(start, StandardCharsets.ISO_8859_1);
      return text.startsWith(MAGIC) && text.endsWith(ArchivePaths.METADATA);
    } catch (IOException e) {
      // whoever recognises it will say why it cannot be read
      return false;
    }
  }

  @Override
  public Inspection describe(Path path) {
    try {
      ArchiveCheck check = ArchiveCheck.of(path);
      return new Inspection(lines(check), check.problems());
    } catch (InputException e) {
      return Inspection.broken("exported archive", e);
    }
  }

  private static List<String> lines(ArchiveCheck check) {
    JsonNode metadata = check.metadata();
    JsonNode made = metadata.path("generation_info");
    List<String> lines = new ArrayList<>();
    lines.add(
        "exported archive, format %s, made by %s %s (backend %s) at %s"
            .formatted(
                text(metadata, "export_version"),
                text(made, "tool"),
                text(made, "version"),
                text(made, "backend"),
                text(metadata, "export_date")));
    lines.add(
        "%s features of %s, %s, d_sae %s"
            .formatted(
                text(metadata, "feature_count"),
                text(metadata, "sae_name"),
                text(metadata, "architecture"),
                text(metadata, "d_sae")));
    lines.add(
        "model %s, hook %s".formatted(text(metadata, "model_name"), text(metadata, "hook_name")));
    lines.add("Neuronpedia id " + text(metadata, "neuronpedia_id"));
    lines.add(
        "definitions %s, version %s"
            .formatted(
                text(metadata.path("definitions"), "name"),
                text(metadata.path("definitions"), "version")));
    lines.add("holds " + String.join(", ", included(metadata.path("includes"))));
    metadata.path("warnings").forEach(warning -> lines.add("warning: " + warning.asText()));
    lines.add("%d entries, %d bytes unpacked".formatted(check.entries(), check.bytes()));
    lines.add(
        check.problems().isEmpty()
            ? "manifest verified: every entry has its size and sha256"
            : "manifest NOT verified: %d problems".formatted(check.problems().size()));
    return lines;
  }

  private static List<String> included(JsonNode includes) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : includes.properties()) {
      if (one.getValue().asBoolean()) {
        names.add(one.getKey());
      }
    }
    return names.isEmpty() ? List.of("statistics only") : names;
  }

  private static String text(JsonNode object, String field) {
    return Optional.of(object.path(field).asText()).filter(s -> !s.isEmpty()).orElse("not stated");
  }
}
