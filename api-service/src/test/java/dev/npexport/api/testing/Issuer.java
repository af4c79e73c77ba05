package dev.npexport.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A token file, and an OpenID Connect issuer on the loopback address with keys of its own. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

  public static final String AUDIENCE = "npexport";
  public static final String API_TOKEN = "a-static-token-of-the-tests";

  private static final KeyPair KEYS = keys();
  private static final KeyPair FOREIGN = keys();
  private static String url;

  private HttpServer server;

  /** A token of this issuer. */
  public static String token(String audience, Instant expiry) {
    return signed(KEYS, url, audience, expiry);
  }

  /** A token that says it is of this issuer, signed by somebody else. */
  public static String forged() {
    return signed(FOREIGN, url, AUDIENCE, Instant.now().plusSeconds(600));
  }

  /** A token of another issuer, signed with this one's key. */
  public static String ofAnotherIssuer() {
    return signed(KEYS, "http://other.example", AUDIENCE, Instant.now().plusSeconds(600));
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      url = "http://127.0.0.1:" + server.getAddress().getPort();
      answer(
          "/.well-known/openid-configuration",
          """
          {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
           "authorization_endpoint": "%1$s/auth", "response_types_supported": ["code"]}"""
              .formatted(url));
      RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
      answer(
          "/jwks",
          """
          {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}"""
              .formatted(encoded(key.getModulus()), encoded(key.getPublicExponent())));
      server.start();
      Path token = Files.createTempFile("npexport-token", "");
      Files.writeString(token, API_TOKEN + "\n");
      return Map.of(
          "npexport.api-token-file",
          token.toString(),
          "npexport.oidc.issuer",
          url,
          "npexport.oidc.audience",
          AUDIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static String signed(KeyPair keys, String issuer, String audience, Instant expiry) {
    return Jwt.issuer(issuer)
        .subject("somebody")
        .audience(audience)
        .issuedAt(expiry.minusSeconds(3_600))
        .expiresAt(expiry)
        .jws()
        .keyId("1")
        .sign(keys.getPrivate());
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
