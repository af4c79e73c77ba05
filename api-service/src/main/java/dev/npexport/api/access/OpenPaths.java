package dev.npexport.api.access;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What everybody may see: the page's own files, which hold no data, the API's description, whether
 * the service is well, and where to sign in. Everything else is closed, unknown paths too.
 */
final class OpenPaths {

  static final String SESSION = "/api/v1/session";

  private static final List<String> CLOSED = List.of("/api", "/ws", "/q", "/s3", "/s3-link");

  private static final List<String> OPEN =
      List.of(SESSION, "/q/health", "/q/openapi", "/q/swagger-ui");

  /**
   * Without the characters that one reader of a path might take for a part of a name and the next
   * for something else, such as {@code ;}, {@code \} and {@code %}.
   */
  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/-]*");

  private OpenPaths() {}

  /**
   * @param reads whether the method is GET or HEAD
   * @param path normalised
   */
  static boolean isOpen(boolean reads, String path) {
    if (!PLAIN.matcher(path).matches() || path.contains("//")) {
      return false;
    }
    return path.equals(SESSION) || reads && (isBelow(path, OPEN) || !isBelow(path, CLOSED));
  }

  private static boolean isBelow(String path, List<String> folders) {
    return folders.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
  }
}
