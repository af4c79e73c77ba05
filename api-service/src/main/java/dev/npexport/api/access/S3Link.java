package dev.npexport.api.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the S3 view with a ticket in it. S3 clients that sign nothing, as Neuronpedia's
 * importer, keep the path of their endpoint but can send neither header nor parameter.
 *
 * @param rest the address below {@code /s3}
 */
record S3Link(String ticket, String rest) {

  private static final Pattern ADDRESS = Pattern.compile("/s3-link/([A-Za-z0-9._-]+)(/.*)?");

  static Optional<S3Link> of(String path) {
    Matcher matcher = ADDRESS.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new S3Link(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("")))
        : Optional.empty();
  }

  static String path(String ticket) {
    return "/s3-link/" + ticket;
  }

  /** Where the request really goes. */
  String target(String query) {
    return "/s3" + rest + (query == null ? "" : "?" + query);
  }
}
