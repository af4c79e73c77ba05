package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One npexport for each data folder. The operating system drops the lock when its process ends,
 * however it ends; a note beside it says who holds it and where it serves.
 */
public final class FolderLock implements AutoCloseable {

  private final Path note;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path note, FileChannel channel, FileLock lock) {
    this.note = note;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the folder, or says who has it. */
  public static FolderLock take(DataFolder folder) {
    return tryTake(folder)
        .orElseThrow(
            () ->
                new FolderInUseException(
                    "the folder %s is in use by another npexport%s; stop that one, or choose"
                            .formatted(
                                folder.root(),
                                holder(folder).map(h -> " (" + h.text() + ")").orElse(""))
                        + " another folder with --data-dir"));
  }

  /** Takes the folder; empty when another npexport has it. */
  public static Optional<FolderLock> tryTake(DataFolder folder) {
    Path file = folder.system().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lockOrNothing(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      Path note = noteOf(folder);
      Files.deleteIfExists(note);
      return Optional.of(new FolderLock(note, channel, lock));
    } catch (IOException e) {
      throw new LaunchException("the folder " + folder.root() + " cannot be locked: " + e, e);
    }
  }

  /** Who serves this folder now and where; empty while nobody does, or does not yet. */
  public static Optional<Holder> holder(DataFolder folder) {
    try {
      Path note = noteOf(folder);
      if (!Files.exists(note)) {
        return Optional.empty();
      }
      String[] lines = Files.readString(note).split("\n");
      return lines.length < 2
          ? Optional.empty()
          : Optional.of(new Holder(Long.parseLong(lines[0]), lines[1], useOf(lines)));
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException("the note of folder " + folder.root() + " is unreadable: " + e, e);
    }
  }

  /** Leaves word for others: who holds the folder, for what, and the address of its services. */
  public void announce(String url, Use use) {
    try {
      Path next = note.resolveSibling("holder.new");
      Files.writeString(next, ProcessHandle.current().pid() + "\n" + url + "\n" + use + "\n");
      Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LaunchException("cannot write " + note + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(note);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new LaunchException("cannot give back " + note.getParent() + ": " + e, e);
    }
  }

  private static FileLock lockOrNothing(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private static Path noteOf(DataFolder folder) {
    return folder.system().resolve("holder");
  }

  /** An npexport that leaves no such word serves: that of an older version, for example. */
  private static Use useOf(String[] lines) {
    return lines.length > 2 && lines[2].equals(Use.ONE_EXPORT.name()) ? Use.ONE_EXPORT : Use.SERVE;
  }

  /** What a folder is held for. */
  public enum Use {
    /** Until somebody stops it: others may use its services. */
    SERVE,
    /** Until its own export ends: others would lose its services in the middle of theirs. */
    ONE_EXPORT
  }

  /**
   * @param pid process id of the launcher
   * @param url where its API answers
   */
  public record Holder(long pid, String url, Use use) {

    String text() {
      return switch (use) {
        case SERVE -> "pid %d, at %s".formatted(pid, url);
        case ONE_EXPORT -> "pid %d, for one export".formatted(pid);
      };
    }
  }
}
