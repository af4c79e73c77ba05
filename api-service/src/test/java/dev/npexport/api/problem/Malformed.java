package dev.npexport.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes bodies that no operation can take, out of the fields that the OpenAPI document names. */
final class Malformed {

  private static final List<String> VALUES =
      List.of(
          "1e999",
          "-1e400",
          "99999999999999999999999999999999999999999999",
          "-0.0",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\u202e\ud83d\udc0b\"",
          "[[[[[[]]]]]]",
          "{\"a\": {\"b\": [null]}}",
          "[null]",
          "true",
          "\"\"",
          "\"" + "x".repeat(30_000) + "\"");

  private final Random random;

  Malformed(Random random) {
    this.random = random;
  }

  /** A body for an operation whose body has this schema; it is always wrong. */
  byte[] body(JsonNode schema) {
    List<String> fields =
        schema.path("properties").properties().stream().map(Map.Entry::getKey).toList();
    String field = fields.isEmpty() ? "x" : fields.get(random.nextInt(fields.size()));
    String text =
        switch (random.nextInt(9)) {
          case 0 -> "{\"%s\": %s, \"%s\": null}".formatted(field, value(), field);
          case 1 -> "{\"%s\": %s, \"nobody knows\": %s}".formatted(field, value(), value());
          case 2 -> "{\"%s\": %s".formatted(field, value());
          case 3 -> "[".repeat(20_000);
          case 4 -> "{\"%s\": %s}".formatted(field, nested(3_000));
          case 5 -> value() + " trailing";
          case 6 -> "[{\"%s\": %s}]".formatted(field, value());
          case 7 -> "{\"%s\": 0x1F}".formatted(field);
          default -> "";
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? withoutUtf8(bytes) : bytes;
  }

  /** A text for a path, which names nothing. */
  String id() {
    List<String> ids =
        List.of(
            "x",
            "-1",
            "99999999999999999999",
            "%00",
            "%F0%9F%90%8B",
            "%2e%2e",
            "00000000-0000-0000-0000-00000000000g",
            "a".repeat(1_000),
            "1%27%20or%201=1");
    return ids.get(random.nextInt(ids.size()));
  }

  /** A query that is never right: its first parameter is unknown. */
  String query() {
    List<String> more =
        List.of("page=-1", "size=1e9", "sort=%00", "status=", "a=%F0%9F", "page=0&page=1");
    return "?nobody_knows=1&" + more.get(random.nextInt(more.size()));
  }

  private String value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  /** The same with a byte that UTF-8 does not have, in front: no JSON begins so. */
  private static byte[] withoutUtf8(byte[] bytes) {
    byte[] broken = new byte[bytes.length + 1];
    broken[0] = (byte) 0xC3;
    System.arraycopy(bytes, 0, broken, 1, bytes.length);
    return broken;
  }
}
