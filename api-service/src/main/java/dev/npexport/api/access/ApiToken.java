package dev.npexport.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The token of a file. Only its digest is kept, so that no log, dump or message can show it. */
final class ApiToken {

  /** As many characters as 96 random bits have in base64: nobody guesses those over a network. */
  private static final int SHORTEST = 16;

  private final byte[] digest;

  private ApiToken(byte[] digest) {
    this.digest = digest;
  }

  /**
   * Reads a file that holds the token and at most white space around it.
   *
   * @throws IllegalStateException if there is no usable token in it
   */
  static ApiToken read(Path file) {
    String token = text(file);
    if (token.length() < SHORTEST || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalStateException(
          """
          NPEXPORT_API_TOKEN_FILE: %s: expected a token of at least %d printable ASCII characters \
          without spaces, found one of %d characters. Make one with: openssl rand -base64 32"""
              .formatted(file, SHORTEST, token.length()));
    }
    return new ApiToken(sha256(token));
  }

  /** Takes the same time for every token of a length. */
  boolean matches(String token) {
    return MessageDigest.isEqual(digest, sha256(token));
  }

  /** A key that whoever has the same file can make too. */
  byte[] key() {
    return digest.clone();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("NPEXPORT_API_TOKEN_FILE: cannot read " + file, e);
    }
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
