package dev.npexport.api.page;

import java.util.List;

/** Tells the addresses of the web page from those of the service. */
final class PageAddress {

  /** Where the built page begins. */
  static final String INDEX = "/";

  private static final List<String> SERVICE = List.of("/api", "/ws", "/q", "/s3", "/s3-link");
  private static final List<String> PAGES = List.of("/saes", "/exports");

  private PageAddress() {}

  /**
   * Whether the address is shown by the page's own script, which is loaded from {@link #INDEX}.
   * Unknown addresses are its too when a browser asks, so that a person is told in words; any other
   * client gets the service's answer.
   *
   * @param accept the request's Accept header, or empty
   */
  static boolean isPage(String path, String accept) {
    if (path.equals(INDEX) || isFile(path) || isBelow(path, SERVICE)) {
      return false;
    }
    return isBelow(path, PAGES) || accept.contains("text/html");
  }

  /** Whether the path is the page itself or a file of it. */
  static boolean isOfThePage(String path) {
    return path.equals(INDEX) || isFile(path) && !isBelow(path, SERVICE);
  }

  /** Files with a hash of their content in the name never change. */
  static boolean neverChanges(String path) {
    return path.startsWith("/assets/");
  }

  private static boolean isFile(String path) {
    return path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
  }

  private static boolean isBelow(String path, List<String> folders) {
    return folders.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
  }
}
