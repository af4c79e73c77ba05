package dev.npexport.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts of npexport lie.
 *
 * @param home the root of the repository, absolute
 */
public record Installation(Path home) {

  /** The installation that the {@code npexport} script names. */
  public static Installation current() {
    String home = System.getProperty("npexport.home");
    if (home == null) {
      throw new LaunchException("start this program with the npexport script");
    }
    return new Installation(Path.of(home).toAbsolutePath().normalize());
  }

  public Path apiService() {
    return built("api-service");
  }

  public Path exportWorker() {
    return built("export-worker");
  }

  /** What the Java runtime remembers of a service's start, to start it faster; may be absent. */
  public Path startupCache(String service) {
    return home.resolve(service).resolve("target").resolve(service + ".aot");
  }

  public Path sample() {
    return home.resolve("samples").resolve("small");
  }

  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private Path built(String module) {
    Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new LaunchException(jar + " is missing: build it with mvn package");
    }
    return jar;
  }
}
