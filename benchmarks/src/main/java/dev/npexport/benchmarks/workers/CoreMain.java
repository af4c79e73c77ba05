package dev.npexport.benchmarks.workers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes a cached buffer for a while on one core and says how often: work that shares no memory.
 */
final class CoreMain {

  private static final int BUFFER = 1 << 14;
  private static final long WARM_UP = 1_000_000_000L;
  private static final long MEASURED = 3_000_000_000L;

  private CoreMain() {}

  public static void main(String[] args) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER];
    rounds(digest, buffer, WARM_UP);
    System.out.println("rounds " + rounds(digest, buffer, MEASURED));
  }

  private static long rounds(MessageDigest digest, byte[] buffer, long nanos) {
    long end = System.nanoTime() + nanos;
    long rounds = 0;
    while (System.nanoTime() < end) {
      digest.update(buffer);
      rounds++;
    }
    return rounds;
  }
}
