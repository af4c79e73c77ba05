package dev.npexport.standalone.launch;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL of this platform, once for each data folder. */
final class PostgresBinaries {

  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresBinaries() {}

  /** The folder that holds {@code bin}, {@code lib} and {@code share}; complete or absent. */
  static Path unpack(DataFolder folder) throws IOException {
    Path target = folder.system().resolve("postgres-binaries");
    if (Files.isDirectory(target)) {
      return target;
    }
    Path partial = folder.system().resolve("postgres-binaries.partial");
    Folders.delete(partial);
    Files.createDirectories(partial);
    try (InputStream packed =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name"), System.getProperty("os.arch"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, partial);
      }
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("the PostgreSQL archive holds a path outside it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, folder.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + target + " executable");
      }
    }
  }
}
