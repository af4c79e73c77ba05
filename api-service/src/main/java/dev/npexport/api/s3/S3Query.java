package dev.npexport.api.s3;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Set;

/** Query parameters of S3 requests, where the name of a parameter can mean another operation. */
final class S3Query {

  private S3Query() {}

  /** What is asked for and not known is said, not passed over. */
  static void refuseUnknown(MultivaluedMap<String, String> query, Set<String> known) {
    query.keySet().stream()
        .filter(name -> !known.contains(name) && !belongsToEveryRequest(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new S3Exception(
                  S3Code.NOT_IMPLEMENTED, "this view does not know \"%s\"".formatted(name));
            });
  }

  /** The operation's name, for logs, and signatures, which the view does not look at. */
  private static boolean belongsToEveryRequest(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("x-id") || lower.startsWith("x-amz-") || lower.equals("ticket");
  }
}
