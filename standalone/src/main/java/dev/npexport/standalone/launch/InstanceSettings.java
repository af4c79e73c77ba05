package dev.npexport.standalone.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Ports and passwords of one data folder's database and broker: made at random at the first start,
 * kept in a file that only its owner can read. A port that somebody else has taken since is
 * replaced.
 */
public record InstanceSettings(
    int postgresPort, String postgresPassword, int brokerPort, String brokerPassword) {

  /** The user of both, in place of well-known names such as guest. */
  public static final String USER = "npexport";

  private static final int PASSWORD_BYTES = 24;

  /** Reads the folder's settings or makes them. */
  public static InstanceSettings of(DataFolder folder) {
    Path file = folder.system().resolve("settings.properties");
    try {
      Properties kept = new Properties();
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          kept.load(reader);
        }
      }
      InstanceSettings settings =
          new InstanceSettings(
              port(kept, "postgres.port"),
              password(kept, "postgres.password"),
              port(kept, "broker.port"),
              password(kept, "broker.password"));
      settings.write(file);
      return settings;
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException("the settings in " + file + " cannot be used: " + e, e);
    }
  }

  private void write(Path file) throws IOException {
    Properties kept = new Properties();
    kept.setProperty("postgres.port", Integer.toString(postgresPort));
    kept.setProperty("postgres.password", postgresPassword);
    kept.setProperty("broker.port", Integer.toString(brokerPort));
    kept.setProperty("broker.password", brokerPassword);
    Path next = PrivateFiles.create(file.resolveSibling("settings.new"));
    try (Writer writer = Files.newBufferedWriter(next)) {
      kept.store(writer, "Ports and passwords of this folder's PostgreSQL and broker");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int port(Properties kept, String key) {
    String value = kept.getProperty(key);
    if (value != null && Ports.isFree(Integer.parseInt(value))) {
      return Integer.parseInt(value);
    }
    return Ports.free();
  }

  private static String password(Properties kept, String key) {
    String value = kept.getProperty(key);
    if (value != null) {
      return value;
    }
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
