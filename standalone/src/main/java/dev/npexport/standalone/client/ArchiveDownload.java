package dev.npexport.standalone.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fetches a finished archive: under a temporary name, checked, then renamed. */
public final class ArchiveDownload {

  private final ApiClient api;

  public ArchiveDownload(ApiClient api) {
    this.api = api;
  }

  /**
   * Makes the folder of the target and tries whether it can be written to, since an export may take
   * hours before it is.
   */
  public static void requireWritable(Path target) {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Path partial = partial(target);
      Files.newOutputStream(partial).close();
      Files.delete(partial);
    } catch (IOException e) {
      throw new ApiException("the archive cannot be written to " + target + ": " + reason(e), e);
    }
  }

  /**
   * The target appears complete or not at all.
   *
   * @param sha256 what the API said the archive's hash is, lower-case hex
   */
  public void fetch(String jobId, String sha256, Path target) throws InterruptedException {
    Path partial = partial(target);
    try {
      if (target.getParent() != null) {
        Files.createDirectories(target.getParent());
      }
      try {
        String found = write(jobId, partial);
        if (!found.equals(sha256)) {
          throw new ApiException(
              "the downloaded archive has sha256 %s, and the API says %s".formatted(found, sha256));
        }
        Files.move(
            partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new ApiException(
          "the archive cannot be written to %s: %s\nthe export is done: its archive is exports/%s.zip in the data folder of the service"
              .formatted(target, reason(e), jobId),
          e);
    }
  }

  private static Path partial(Path target) {
    return target.resolveSibling(target.getFileName() + ".partial");
  }

  /** What the system says, without the names of Java's classes where there is more. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException named) {
      return named.getReason() == null
          ? named.getClass().getSimpleName() + " " + named.getFile()
          : named.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private String write(String jobId, Path file) throws IOException, InterruptedException {
    HttpRequest request = api.request(api.downloadUri(jobId)).build();
    HttpResponse<InputStream> answer =
        api.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw ApiProblems.of(
            answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      MessageDigest digest = sha256();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
        body.transferTo(out);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
