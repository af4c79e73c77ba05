package dev.npexport.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short-lived proofs that somebody was let in, for one scope: {@code {expiry}.{HMAC-SHA256}} of
 * scope and expiry. Nothing is stored, so every replica with the same key can check them.
 */
final class Tickets {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Tickets(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String issue(String scope, Instant expiry) {
    String seconds = Long.toString(expiry.getEpochSecond());
    return seconds + "." + mac(scope, seconds);
  }

  /** Whether the ticket was issued for exactly this scope and is not over. */
  boolean holds(String ticket, String scope, Instant now) {
    int dot = ticket.indexOf('.');
    if (dot < 1 || !ticket.substring(0, dot).matches("\\d{1,12}")) {
      return false;
    }
    String seconds = ticket.substring(0, dot);
    boolean genuine =
        MessageDigest.isEqual(
            mac(scope, seconds).getBytes(UTF_8), ticket.substring(dot + 1).getBytes(UTF_8));
    return genuine && now.getEpochSecond() < Long.parseLong(seconds);
  }

  private String mac(String scope, String seconds) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((scope + "\n" + seconds).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
