package dev.npexport.engine.fingerprint;

import dev.npexport.engine.Fingerprints;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The id of a registered SAE: a name-based UUID, version 5 (SHA-1, RFC 9562 §5.5), so that the same
 * inputs have the same id in every installation.
 *
 * <p>The namespace is the version 5 UUID of the name {@code npexport.dev} in the RFC's DNS
 * namespace ({@code 6ba7b810-9dad-11d1-80b4-00c04fd430c8}), which is {@code
 * 9a4310cd-ff30-55fc-9289-54553c0be6f9}. The name is the four fingerprints in lower-case hex, in
 * the order weights of the SAE, unembedding, tokenizer, activation cache, and where dense
 * activations are given theirs as the fifth, joined by a newline ({@code \n}) without one at the
 * end. In Python: {@code uuid5(uuid5(NAMESPACE_DNS, "npexport.dev"), "\n".join([sae_weights,
 * unembedding, tokenizer, activation_cache]))}.
 */
public final class SaeId {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  /** Namespace of all ids. */
  public static final UUID NAMESPACE = nameBased(DNS, "npexport.dev");

  private SaeId() {}

  /** The id of the SAE with these inputs, as 36 characters in lower case. */
  public static String of(Fingerprints fingerprints) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                fingerprints.saeWeights(),
                fingerprints.unembedding(),
                fingerprints.tokenizer(),
                fingerprints.activationCache()));
    fingerprints.denseActivations().ifPresent(parts::add);
    return nameBased(NAMESPACE, String.join("\n", parts)).toString();
  }

  private static UUID nameBased(UUID namespace, String name) {
    ByteBuffer prefix =
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits());
    MessageDigest digest = sha1();
    digest.update(prefix.flip());
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long most = hash.getLong() & ~0xF000L | 0x5000L;
    long least = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(most, least);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}
