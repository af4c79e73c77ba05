package dev.npexport.engine.archive.zip;

import dev.npexport.engine.archive.text.PrettyJson;
import java.util.List;

/** Makes {@code manifest.json}. */
public final class ManifestJson {

  private ManifestJson() {}

  /** The content of the file; entries in archive order. */
  public static byte[] write(List<ManifestEntry> entries) {
    return PrettyJson.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("entries");
          for (ManifestEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("path", entry.path());
            json.writeNumberField("size", entry.size());
            json.writeStringField("sha256", entry.sha256());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
