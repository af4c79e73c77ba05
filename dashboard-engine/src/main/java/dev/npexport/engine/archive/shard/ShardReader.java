package dev.npexport.engine.archive.shard;

import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.problem.DiskProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Reads the files of a shard for packaging and checks each against its digest on the way, without
 * decompressing anything.
 */
public final class ShardReader {

  private static final int BUFFER = 1 << 17;

  private ShardReader() {}

  /** Gives every feature entry with a stream of exactly its packed bytes, in order. */
  public static void features(Path folder, ShardIndex index, EntrySink sink) throws IOException {
    Path file = folder.resolve(ShardFiles.FEATURES);
    MessageDigest digest = Sha256.digest();
    try (InputStream in = open(file, digest)) {
      for (ShardEntry entry : index.features()) {
        sink.accept(entry, new ExactStream(file, in, entry.packedSize()));
      }
    }
    check(file, index.featuresSha256(), digest);
  }

  /** Gives a batch file's entry with a stream of its bytes. */
  public static void batch(Path folder, ShardIndex.Batch batch, EntrySink sink) throws IOException {
    Path file = folder.resolve(batch.file());
    MessageDigest digest = Sha256.digest();
    try (InputStream in = open(file, digest)) {
      sink.accept(batch.entry(), new ExactStream(file, in, batch.entry().size()));
    }
    check(file, batch.entry().sha256(), digest);
  }

  private static InputStream open(Path file, MessageDigest digest) {
    try {
      return new DigestInputStream(
          new BufferedInputStream(Files.newInputStream(file), BUFFER), digest);
    } catch (IOException e) {
      throw DiskProblems.reading(file, e);
    }
  }

  private static void check(Path file, String expected, MessageDigest digest) {
    String found = Sha256.hex(digest);
    if (!found.equals(expected)) {
      throw ShardFiles.damaged(file, "expected sha256 %s, found %s".formatted(expected, found));
    }
  }

  /** Takes an entry and its bytes, all of them. */
  public interface EntrySink {
    void accept(ShardEntry entry, InputStream bytes) throws IOException;
  }
}
