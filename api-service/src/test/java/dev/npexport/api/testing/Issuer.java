package dev.npexport.api.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token file, and an OpenID Connect issuer on the loopback address with keys of its own. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

  public static final String AUDIENCE = "npexport";
  public static final String API_TOKEN = "a-static-token-of-the-tests";

  private static final SigningKey KEY = SigningKey.named("1");
  private static final OidcServer SERVER = new OidcServer(KEY);

  /** A token of this issuer. */
  public static String token(String audience, Instant expiry) {
    return KEY.sign(claims(SERVER.url(), audience, expiry));
  }

  /** Tokens that are not of this issuer, or not for now, and what is wrong with each. */
  public static Map<String, String> bad() {
    Instant later = Instant.now().plusSeconds(600);
    Map<String, Object> good = claims(SERVER.url(), AUDIENCE, later);
    return Map.of(
        "for another service", token("another-service", later),
        "over", token(AUDIENCE, Instant.now().minusSeconds(60)),
        "signed by somebody else", SigningKey.named("1").sign(good),
        "of another issuer", KEY.sign(claims("http://other.example", AUDIENCE, later)),
        "not good yet", KEY.sign(with(good, "nbf", later.getEpochSecond())),
        "without an end", KEY.sign(without(good, "exp")),
        "without an audience", KEY.sign(without(good, "aud")),
        "without a signature", KEY.unsigned(good),
        "signed with the public key", KEY.signedWithWhatIsPublic(good),
        "opaque", "not-a-token-of-the-tests");
  }

  /** How often the issuer was asked whether a token is good. */
  public static int introspections() {
    return SERVER.introspections();
  }

  /** What a good token of an issuer says. */
  public static Map<String, Object> claims(String issuer, String audience, Instant expiry) {
    return Map.of(
        "iss",
        issuer,
        "sub",
        "somebody",
        "aud",
        audience,
        "iat",
        expiry.minusSeconds(3_600).getEpochSecond(),
        "exp",
        expiry.getEpochSecond());
  }

  private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> more = new HashMap<>(claims);
    more.put(name, value);
    return more;
  }

  private static Map<String, Object> without(Map<String, Object> claims, String name) {
    Map<String, Object> fewer = new HashMap<>(claims);
    fewer.remove(name);
    return fewer;
  }

  @Override
  public Map<String, String> start() {
    SERVER.start();
    try {
      Path token = Files.createTempFile("npexport-token", "");
      Files.writeString(token, API_TOKEN + "\n");
      return Map.of(
          "npexport.api-token-file",
          token.toString(),
          "npexport.oidc.issuer",
          SERVER.url(),
          "npexport.oidc.audience",
          AUDIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    SERVER.stop();
  }
}
