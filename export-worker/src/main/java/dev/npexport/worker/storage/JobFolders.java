package dev.npexport.worker.storage;

import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.ShardClaim;
import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a job's files lie. An attempt writes into a folder of its own; only its result is moved to
 * the place where others look, in one step.
 */
@ApplicationScoped
public class JobFolders {

  private final DataRoot root;

  @Inject
  JobFolders(DataRoot root) {
    this.root = root;
  }

  /** The finished result of a shard: {@code work/{job}/shard-{n}}. */
  public Path shard(UUID jobId, int number) {
    return root.workFolder(jobId).resolve("shard-" + number);
  }

  /** When the result of a shard was finished; empty without one. */
  public Optional<Instant> finishedAt(UUID jobId, int number) {
    try {
      return Optional.of(Files.getLastModifiedTime(shard(jobId, number)).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + shard(jobId, number), e);
    }
  }

  /** Where one attempt of a shard writes. */
  public Path attempt(ShardClaim claim) {
    return root.workFolder(claim.jobId())
        .resolve("attempts")
        .resolve("shard-%d-%d".formatted(claim.number(), claim.attempt()));
  }

  /** Where one attempt of packaging writes its archive. */
  public Path attempt(JobClaim claim) {
    return root.workFolder(claim.jobId())
        .resolve("attempts")
        .resolve("archive-%d-%s.zip".formatted(claim.attempt(), claim.worker()));
  }

  /** Makes the folder in which an attempt may begin to write. */
  public void prepare(Path attempt) {
    try {
      Files.createDirectories(attempt.getParent());
      FileTrees.delete(attempt);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + attempt, e);
    }
  }

  /**
   * Moves a complete result to its place; harmless when that was done before, by this attempt or by
   * another one with the same bytes.
   */
  public void publish(Path attempt, Path place) {
    try {
      if (!Files.exists(attempt) && Files.exists(place)) {
        return; // the row's update was tried again after the move
      }
      Files.createDirectories(place.getParent());
      FileTrees.delete(place);
      Files.move(attempt, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + attempt + " to " + place, e);
    }
  }

  /** Removes what an attempt left, and the folders above it that are empty now. */
  public void discard(UUID jobId, Path attempt) {
    try {
      FileTrees.delete(attempt);
      FileTrees.deleteIfEmpty(attempt.getParent());
      FileTrees.deleteIfEmpty(root.workFolder(jobId));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + attempt, e);
    }
  }

  /** Removes everything but the archive. */
  public void removeWork(UUID jobId) {
    removeTree(root.workFolder(jobId));
  }

  private static void removeTree(Path path) {
    try {
      FileTrees.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
