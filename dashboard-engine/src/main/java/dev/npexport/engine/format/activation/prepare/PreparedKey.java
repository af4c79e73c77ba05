package dev.npexport.engine.format.activation.prepare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names prepared files by everything that their content depends on. */
public final class PreparedKey {

  private PreparedKey() {}

  /**
   * A name that is the same exactly when the prepared content is.
   *
   * @param activationCache fingerprint of the cache
   * @param saeWeights fingerprint of the weights, whose decoder rows may be folded in
   */
  public static String of(String activationCache, String saeWeights, PrepareRequest request) {
    int[] ignored = request.defaultIgnoredTokenIds().clone();
    Arrays.sort(ignored);
    String text =
        String.join(
            "\n",
            Integer.toString(PreparedLayout.VERSION),
            activationCache,
            request.fold() ? saeWeights : "not folded",
            Integer.toString(request.features()),
            request.keepIgnored() ? "ignored tokens kept" : Arrays.toString(ignored),
            Integer.toString(request.vocabularySize()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
