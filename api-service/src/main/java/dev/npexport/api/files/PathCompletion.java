package dev.npexport.api.files;

import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Completes a path below the data root, one folder at a time, as a person types it. A path that
 * leads nowhere, or out of the root, has no completion; registering says why.
 */
@ApplicationScoped
class PathCompletion {

  static final int MOST = 50;

  /** Entries of one folder that are looked at: a folder of millions must not stop the service. */
  private static final int LOOKED_AT = 20_000;

  /** Folders of the service itself, which hold no inputs. */
  private static final Set<String> OWN = Set.of("exports", "logs", "prepared", "work");

  private static final Comparator<FileEntry> FOLDERS_FIRST =
      Comparator.comparing(FileEntry::directory).reversed().thenComparing(FileEntry::path);

  private final DataRoot root;

  @Inject
  PathCompletion(DataRoot root) {
    this.root = root;
  }

  /**
   * @param begun what was typed so far: {@code ""} for the root's own entries, {@code "gpt2/s"} for
   *     those of {@code gpt2} that begin with {@code s}
   */
  List<FileEntry> complete(String begun) {
    int slash = begun.lastIndexOf('/');
    String start = begun.substring(slash + 1);
    return folder(begun.substring(0, slash + 1))
        .map(folder -> entries(folder, start))
        .orElse(List.of());
  }

  private Optional<Path> folder(String text) {
    try {
      Path relative = Path.of(text);
      Path folder = root.root().resolve(relative).normalize();
      boolean inside =
          !relative.isAbsolute()
              && Files.isDirectory(folder)
              && folder.toRealPath().startsWith(root.root().toRealPath());
      return inside ? Optional.of(folder) : Optional.empty();
    } catch (InvalidPathException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  private List<FileEntry> entries(Path folder, String start) {
    List<FileEntry> found = new ArrayList<>();
    int seen = 0;
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      for (Path path : listed) {
        if (fits(path, start)) {
          found.add(entry(path));
        }
        seen++;
        if (seen == LOOKED_AT) {
          break;
        }
      }
    } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return found.stream().sorted(FOLDERS_FIRST).limit(MOST).toList();
  }

  private boolean fits(Path path, String start) {
    String name = path.getFileName().toString();
    boolean own = path.getParent().equals(root.root()) && OWN.contains(name);
    return name.startsWith(start) && !own && (!name.startsWith(".") || start.startsWith("."));
  }

  private FileEntry entry(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    Optional<Long> size =
        Files.isRegularFile(path) ? Optional.of(Files.size(path)) : Optional.empty();
    return new FileEntry(root.relative(path), directory, size);
  }
}
