package dev.npexport.api.access;

import dev.npexport.api.NpexportConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the key of {@link Tickets} comes from: a file, or else the API token, or else chance, which
 * no other replica and no later start shares.
 */
final class TicketKey {

  private static final int BYTES = 32;

  private TicketKey() {}

  static byte[] of(NpexportConfig config, Optional<ApiToken> token) {
    if (config.sessionKeyFile().isPresent()) {
      return read(config.sessionKeyFile().orElseThrow());
    }
    return token
        .map(given -> new Tickets(given.key()).issue("npexport tickets", Instant.EPOCH))
        .map(ApiToken::sha256)
        .orElseGet(TicketKey::random);
  }

  private static byte[] read(Path file) {
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length < BYTES) {
        throw new IllegalStateException(
            "NPEXPORT_SESSION_KEY_FILE: %s: expected at least %d random bytes, found %d"
                .formatted(file, BYTES, key.length));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("NPEXPORT_SESSION_KEY_FILE: cannot read " + file, e);
    }
  }

  private static byte[] random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
