package dev.npexport.engine.archive.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Holds an archive against its manifest: every entry there, none besides, each with its size and
 * sha256.
 *
 * @param metadata content of metadata.json; a missing node if it cannot be read
 * @param entries number of entries
 * @param bytes their size as they read after unzipping
 * @param problems everything that is wrong
 */
public record ArchiveCheck(JsonNode metadata, int entries, long bytes, List<Problem> problems) {

  /** A manifest names at most some million entries; more would be an attack on memory. */
  private static final int LARGEST_DOCUMENT = 1 << 29;

  /** A document takes a small part of an archive, packed at most some ten times smaller. */
  private static final long MOST_EXPANSION = 4;

  private static final long SMALL = 64L << 10;

  private static final int CHUNK = 1 << 16;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads the whole archive.
   *
   * @throws InputException if it cannot be read as a ZIP
   */
  public static ArchiveCheck of(Path path) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return new Reading(path, zip).check();
    } catch (IOException e) {
      InputException problem =
          new InputException(
              ProblemCode.MALFORMED_FILE,
              path,
              "",
              "is no complete ZIP archive: " + e.getMessage());
      problem.initCause(e);
      throw problem;
    }
  }

  private static final class Reading {

    private final Path path;
    private final ZipFile zip;
    private final List<Problem> problems = new ArrayList<>();
    private long bytes;

    Reading(Path path, ZipFile zip) {
      this.path = path;
      this.zip = zip;
    }

    ArchiveCheck check() {
      Map<String, JsonNode> manifest = new LinkedHashMap<>();
      for (JsonNode entry : document(ArchivePaths.MANIFEST).path("entries")) {
        manifest.put(entry.path("path").asText(), entry);
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        JsonNode expected = manifest.remove(entry.getName());
        if (expected != null) {
          check(entry, expected);
        } else if (!entry.getName().equals(ArchivePaths.MANIFEST)) {
          problem(entry.getName(), "is not in the manifest");
        }
      }
      manifest
          .keySet()
          .forEach(name -> problem(name, "is in the manifest, but not in the archive"));
      return new ArchiveCheck(
          document(ArchivePaths.METADATA), zip.size(), bytes, List.copyOf(problems));
    }

    private void check(ZipEntry entry, JsonNode expected) {
      MessageDigest digest = Sha256.digest();
      long size = 0;
      long most = expected.path("size").asLong();
      byte[] chunk = new byte[CHUNK];
      try (InputStream in = zip.getInputStream(entry)) {
        // no further than the manifest says, so that nothing can blow up
        for (int n = in.read(chunk); n >= 0 && size <= most; n = in.read(chunk)) {
          digest.update(chunk, 0, n);
          size += n;
        }
      } catch (IOException e) {
        problem(entry.getName(), "cannot be read: " + e.getMessage());
        return;
      }
      bytes += size;
      String found = Sha256.hex(digest);
      String sha256 = expected.path("sha256").asText();
      if (size != most) {
        String more = size > most ? "more" : "only " + size;
        problem(entry.getName(), "expected %d bytes, found %s".formatted(most, more));
      } else if (!found.equals(sha256)) {
        problem(entry.getName(), "expected sha256 %s, found %s".formatted(sha256, found));
      }
    }

    private JsonNode document(String name) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        problem(name, "is missing");
        return MAPPER.missingNode();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        long most = Math.min(LARGEST_DOCUMENT, Math.max(SMALL, MOST_EXPANSION * Files.size(path)));
        byte[] content = in.readNBytes((int) most);
        if (in.read() >= 0) {
          problem(name, "unpacks to more than %d bytes".formatted(most));
          return MAPPER.missingNode();
        }
        return MAPPER.readTree(content);
      } catch (IOException e) {
        problem(name, "cannot be read as JSON: " + e.getMessage());
        return MAPPER.missingNode();
      }
    }

    private void problem(String entry, String message) {
      problems.add(Problem.of(ProblemCode.MALFORMED_FILE, path, entry, message));
    }
  }
}
