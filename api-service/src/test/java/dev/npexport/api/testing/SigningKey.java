package dev.npexport.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of an issuer, and tokens in its name, good and bad ones. */
public final class SigningKey {

  private final String id;
  private final KeyPair pair;

  private SigningKey(String id, KeyPair pair) {
    this.id = id;
    this.pair = pair;
  }

  public static SigningKey named(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new SigningKey(id, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token signed by RS256. */
  public String sign(Map<String, Object> claims) {
    try {
      String content = content("RS256", claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return content + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that says it needs no signature, and has none. */
  public String unsigned(Map<String, Object> claims) {
    return content("none", claims) + ".";
  }

  /** A token signed by what everybody knows: the public key, as the secret of HS256. */
  public String signedWithWhatIsPublic(Map<String, Object> claims) {
    try {
      String content = content("HS256", claims);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
      return content + "." + encoded(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As in a JSON Web Key Set. */
  String published() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return """
        {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}"""
        .formatted(id, encoded(key.getModulus()), encoded(key.getPublicExponent()));
  }

  private String content(String algorithm, Map<String, Object> claims) {
    String header =
        "{\"alg\": \"%s\", \"typ\": \"at+jwt\", \"kid\": \"%s\"}".formatted(algorithm, id);
    String body =
        claims.entrySet().stream()
            .map(claim -> "\"%s\": %s".formatted(claim.getKey(), json(claim.getValue())))
            .collect(Collectors.joining(", ", "{", "}"));
    return encoded(header.getBytes(UTF_8)) + "." + encoded(body.getBytes(UTF_8));
  }

  private static String json(Object value) {
    return value instanceof Number ? value.toString() : "\"" + value + "\"";
  }

  private static String encoded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return encoded(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
