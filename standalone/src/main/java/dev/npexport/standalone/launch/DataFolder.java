package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything of one instance: inputs, work and exports of the services beside
 * the database, the broker's store, secrets and logs.
 *
 * @param root absolute, symbolic links resolved
 */
public record DataFolder(Path root) {

  /** Creates what is missing; only the owner may look into {@link #system()}. */
  public static DataFolder open(Path path) {
    try {
      Files.createDirectories(path);
      DataFolder folder = new DataFolder(path.toRealPath());
      if (!Files.isDirectory(folder.system())) {
        Files.createDirectory(
            folder.system(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.createDirectories(folder.logs());
      return folder;
    } catch (IOException e) {
      throw new LaunchException("the data folder " + path + " cannot be used: " + e, e);
    }
  }

  public Path system() {
    return root.resolve(".system");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }
}
