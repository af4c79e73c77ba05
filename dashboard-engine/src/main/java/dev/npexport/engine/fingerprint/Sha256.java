package dev.npexport.engine.fingerprint;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.Cancellation;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in lower-case hex, of inputs of any size. */
public final class Sha256 {

  private static final int CHUNK = 1 << 20;

  /** Copied for each use: asking for the algorithm takes longer than a short text. */
  private static final MessageDigest FRESH = fresh();

  private Sha256() {}

  /** Of a file. */
  static String ofFile(Path file, Cancellation cancellation) {
    InputFiles.requireFile(file);
    MessageDigest digest = digest();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        cancellation.check();
        digest.update(buffer.flip());
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return hex(digest);
  }

  /**
   * Of one file itself; of several the digest of their hex digests joined without separator, in
   * string order of their paths relative to {@code base}. The files are read at the same time.
   */
  static String ofFiles(Path base, List<Path> files, Cancellation cancellation) {
    List<Path> ordered =
        files.stream().sorted(Comparator.comparing(file -> relative(base, file))).toList();
    List<String> digests =
        ordered.parallelStream().map(file -> ofFile(file, cancellation)).toList();
    if (digests.size() == 1) {
      return digests.getFirst();
    }
    MessageDigest digest = digest();
    digest.update(String.join("", digests).getBytes(StandardCharsets.US_ASCII));
    return hex(digest);
  }

  /** Of mapped bytes. */
  static String ofBytes(MemorySegment bytes, Cancellation cancellation) {
    MessageDigest digest = digest();
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      cancellation.check();
      long length = Math.min(CHUNK, bytes.byteSize() - at);
      digest.update(bytes.asSlice(at, length).asByteBuffer());
    }
    return hex(digest);
  }

  private static String relative(Path base, Path file) {
    Path from = base.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    return from.relativize(to).toString().replace('\\', '/');
  }

  /** Of a text or small file. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** Ends a digest. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A fresh digest. */
  public static MessageDigest digest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      return fresh(); // another provider's
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
