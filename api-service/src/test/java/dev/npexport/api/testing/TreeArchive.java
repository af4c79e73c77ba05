package dev.npexport.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.npexport.engine.archive.zip.ArchiveZip;
import dev.npexport.engine.archive.zip.ManifestJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Makes archives with a tree for Neuronpedia, as the engine writes them. */
public final class TreeArchive {

  private final Map<String, byte[]> files = new TreeMap<>();

  /** The tree of a source with its metadata rows and the five config files, all but one empty. */
  public static TreeArchive of(String model, String source, String explanationType) {
    TreeArchive archive = new TreeArchive();
    for (String name : new String[] {"release", "model", "sourceset", "source"}) {
      archive.text(
          "v1/%s/%s/%s.jsonl".formatted(model, source, name), "{\"name\":\"" + name + "\"}\n");
    }
    for (String name :
        new String[] {
          "explanation_model_type", "explanation_score_model", "explanation_score_type", "eval_type"
        }) {
      archive.text("v1/config/" + name + ".jsonl", "");
    }
    return archive.text(
        "v1/config/explanation_type.jsonl", "{\"name\":\"" + explanationType + "\"}\n");
  }

  public TreeArchive text(String key, String content) {
    files.put(key, content.getBytes(UTF_8));
    return this;
  }

  /** A gzip file, which the archive stores as it is. */
  public TreeArchive gz(String key, String content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.put(key, packed.toByteArray());
    return this;
  }

  /** The bytes that a client has to receive. */
  public byte[] content(String key) {
    return files.get(key);
  }

  public byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArchiveZip zip = new ArchiveZip(bytes)) {
      zip.add("metadata.json", "{}".getBytes(UTF_8));
      zip.add("features/0.json", "{}".getBytes(UTF_8));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String path = "neuronpedia/" + file.getKey();
        if (path.endsWith(".gz")) {
          zip.addStored(path, new Bytes(file.getValue()));
        } else {
          zip.add(path, file.getValue());
        }
      }
      zip.add("manifest.json", ManifestJson.write(zip.entries()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private record Bytes(byte[] content) implements ArchiveZip.Content {

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      out.write(content);
    }
  }
}
