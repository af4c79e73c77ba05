package dev.npexport.engine.archive.shard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.problem.DiskProblems;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a shard folder, and its index with a digest of its own. */
public final class ShardFiles {

  /** Deflated feature files one after another. */
  public static final String FEATURES = "features.deflate";

  private static final String INDEX = "shard.json";
  private static final String INDEX_DIGEST = "shard.json.sha256";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ShardFiles() {}

  /** Name of a batch file, for example {@code activations-3.jsonl.gz}. */
  static String batch(String folder, int number) {
    return folder + "-" + number + ".jsonl.gz";
  }

  static void write(Disk disk, Path folder, ShardIndex index) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(index);
    try (OutputStream out = disk.create(folder.resolve(INDEX))) {
      out.write(json);
    }
    try (OutputStream out = disk.create(folder.resolve(INDEX_DIGEST))) {
      out.write(Sha256.hex(json).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Reads the index and checks that every file is there with its size.
   *
   * @param key that the shard must have
   * @throws InputException if the folder is missing, damaged or of another export
   */
  public static ShardIndex open(Path folder, String key) {
    Path file = folder.resolve(INDEX);
    try {
      byte[] json = Files.readAllBytes(file);
      String digest = Files.readString(folder.resolve(INDEX_DIGEST), StandardCharsets.US_ASCII);
      if (!Sha256.hex(json).equals(digest)) {
        throw damaged(file, "its sha256 is not the one written beside it");
      }
      ShardIndex index = MAPPER.readValue(json, ShardIndex.class);
      if (!index.key().equals(key)) {
        throw new InputException(
            ProblemCode.INPUT_CHANGED,
            folder,
            "",
            "the shard was computed for other inputs, options or another version");
      }
      checkSize(folder.resolve(FEATURES), index.featuresBytes());
      for (ShardIndex.Batch batch : index.batches()) {
        checkSize(folder.resolve(batch.file()), batch.entry().size());
      }
      return index;
    } catch (IOException e) {
      throw DiskProblems.reading(file, e);
    }
  }

  private static void checkSize(Path file, long expected) throws IOException {
    long found = Files.size(file);
    if (found != expected) {
      throw damaged(file, "expected %d bytes, found %d".formatted(expected, found));
    }
  }

  /** A file of a shard that is not what was written. */
  public static InputException damaged(Path file, String message) {
    return new InputException(
        Problem.of(ProblemCode.MALFORMED_FILE, file, "", "damaged shard: " + message));
  }
}
