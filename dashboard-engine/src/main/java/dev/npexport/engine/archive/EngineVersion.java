package dev.npexport.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as archives state it. */
public final class EngineVersion {

  private static final String VERSION = read();

  private EngineVersion() {}

  public static String current() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in = EngineVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties of this build cannot be read", e);
    }
  }
}
