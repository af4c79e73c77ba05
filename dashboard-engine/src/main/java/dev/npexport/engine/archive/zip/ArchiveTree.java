package dev.npexport.engine.archive.zip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The part of an archive that Neuronpedia imports: which files it has and where their bytes lie, so
 * that they can be sent without unpacking.
 *
 * @param files by their key in a bucket: the path below {@code neuronpedia/}
 */
public record ArchiveTree(NavigableMap<String, TreeFile> files) {

  /** Batches are stored; what is deflated are single rows, which are unpacked in memory. */
  private static final long LARGEST_DEFLATED = 1 << 24;

  private static final String ROOT = ArchivePaths.TREE.substring(0, "neuronpedia/".length());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads the archive's directory and manifest.
   *
   * @throws InputException if it is no archive, or the two contradict each other
   */
  public static ArchiveTree of(Path archive) {
    try (ZipFile zip = open(archive)) {
      Map<String, ManifestEntry> manifest = manifest(archive, zip);
      long end = Files.size(archive);
      NavigableMap<String, TreeFile> files = new TreeMap<>();
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().startsWith(ROOT)) {
          TreeFile file = file(archive, zip, entry, manifest.get(entry.getName()), end);
          files.put(entry.getName().substring(ROOT.length()), file);
        }
      }
      return new ArchiveTree(Collections.unmodifiableNavigableMap(files));
    } catch (IOException e) {
      throw broken(archive, "", e.toString(), e);
    }
  }

  /**
   * The bytes of a file that is deflated in the archive.
   *
   * @throws InputException if they cannot be read
   */
  public static byte[] inflate(Path archive, String key) {
    try (ZipFile zip = open(archive);
        InputStream in = zip.getInputStream(zip.getEntry(ROOT + key))) {
      return in.readNBytes((int) LARGEST_DEFLATED);
    } catch (IOException e) {
      throw broken(archive, ROOT + key, e.toString(), e);
    }
  }

  /** Local headers are read only where one is asked for: most entries are none of the tree. */
  private static ZipFile open(Path archive) throws IOException {
    return ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get();
  }

  private static TreeFile file(
      Path archive, ZipFile zip, ZipArchiveEntry entry, ManifestEntry expected, long end)
      throws IOException {
    String name = entry.getName();
    boolean stored = entry.getMethod() == ZipEntry.STORED;
    if (expected == null || expected.size() != entry.getSize()) {
      throw broken(archive, name, "the manifest and the directory name different sizes", null);
    }
    if (!stored && entry.getSize() > LARGEST_DEFLATED) {
      throw broken(archive, name, "a file of this size is expected to be stored", null);
    }
    zip.getRawInputStream(entry).close(); // finds the offset
    long offset = entry.getDataOffset();
    if (offset < 0 || offset > end - entry.getCompressedSize()) {
      throw broken(archive, name, "reaches past the end of the archive", null);
    }
    return new TreeFile(entry.getSize(), stored, offset, expected.sha256());
  }

  /** Lines of the manifest about the tree; the other ones, a line for each feature, are skipped. */
  private static Map<String, ManifestEntry> manifest(Path archive, ZipFile zip) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(ArchivePaths.MANIFEST);
    if (entry == null) {
      throw broken(archive, ArchivePaths.MANIFEST, "is missing", null);
    }
    Map<String, ManifestEntry> lines = new HashMap<>();
    try (InputStream in = zip.getInputStream(entry);
        JsonParser json = MAPPER.createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT
            && json.getParsingContext().getParent().inArray()) {
          ManifestEntry line = MAPPER.readValue(json, ManifestEntry.class);
          if (line.path().startsWith(ROOT)) {
            lines.put(line.path(), line);
          }
        }
      }
    }
    return lines;
  }

  private static InputException broken(
      Path archive, String where, String message, IOException cause) {
    InputException problem =
        new InputException(ProblemCode.MALFORMED_FILE, archive, where, message);
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }

  /**
   * A file of the tree.
   *
   * @param size of its content
   * @param stored whether its content stands in the archive as it is, from {@code offset} on
   * @param offset of its first packed byte in the archive
   * @param sha256 of its content, from the manifest
   */
  public record TreeFile(long size, boolean stored, long offset, String sha256) {}
}
