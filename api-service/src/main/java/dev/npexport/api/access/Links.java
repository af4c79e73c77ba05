package dev.npexport.api.access;

import java.util.List;
import java.util.regex.Pattern;

/** Which addresses can be handed to a client that cannot send a token. */
final class Links {

  static final String PARAMETER = "ticket";
  static final String S3 = "/s3";

  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final List<Pattern> LINKABLE =
      List.of(
          Pattern.compile("/api/v1/neuronpedia/export/" + ID + "/download"),
          Pattern.compile("/ws/neuronpedia/export/" + ID),
          Pattern.compile("/ws/neuronpedia/exports"),
          Pattern.compile(S3));

  private Links() {}

  static boolean isLinkable(String path) {
    return LINKABLE.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  /** The address that the ticket opens. */
  static String url(String path, String ticket) {
    return path.equals(S3) ? S3Link.path(ticket) : path + "?" + PARAMETER + "=" + ticket;
  }
}
