package dev.npexport.api.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A ListObjectsV2 request.
 *
 * @param after list keys after this one; empty for all
 * @param urlEncoded whether keys are to be written with URL encoding
 * @param version 2, or 1 for the older ListObjects, whose marker is {@code after}
 */
record ListRequest(
    int version,
    String prefix,
    String delimiter,
    String after,
    int maxKeys,
    Optional<String> continuationToken,
    String startAfter,
    boolean urlEncoded) {

  private static final int MOST = 1_000;

  private static final Set<String> KNOWN =
      Set.of(
          "list-type",
          "prefix",
          "delimiter",
          "marker",
          "continuation-token",
          "start-after",
          "max-keys",
          "encoding-type",
          "fetch-owner");

  static ListRequest of(MultivaluedMap<String, String> query) {
    S3Query.refuseUnknown(query, KNOWN);
    String type = query.getFirst("list-type");
    if (type != null && !type.equals("2")) {
      throw invalid("list-type", "2");
    }
    int version = type == null ? 1 : 2;
    Optional<String> token = Optional.ofNullable(query.getFirst("continuation-token"));
    String startAfter = text(query, "start-after");
    String encoding = text(query, "encoding-type");
    if (!encoding.isEmpty() && !encoding.equals("url")) {
      throw invalid("encoding-type", "url");
    }
    return new ListRequest(
        version,
        text(query, "prefix"),
        text(query, "delimiter"),
        version == 1 ? text(query, "marker") : token.map(ListRequest::key).orElse(startAfter),
        maxKeys(text(query, "max-keys")),
        token,
        startAfter,
        !encoding.isEmpty());
  }

  /** Goes on after this key or common prefix. */
  static String token(String last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
  }

  private static String key(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("continuation-token", "one that a listing gave");
    }
  }

  private static int maxKeys(String text) {
    if (text.isEmpty()) {
      return MOST;
    }
    if (!text.matches("\\d{1,10}")) {
      throw invalid("max-keys", "a whole number of at least 0");
    }
    return (int) Math.min(Long.parseLong(text), MOST);
  }

  private static String text(MultivaluedMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).orElse("");
  }

  private static S3Exception invalid(String name, String expected) {
    return new S3Exception(S3Code.INVALID_ARGUMENT, "%s: expected %s".formatted(name, expected));
  }
}
