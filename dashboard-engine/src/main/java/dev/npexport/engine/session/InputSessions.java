package dev.npexport.engine.session;

import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.problem.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Keeps the inputs of the last request open, so that the next shard of the same job starts at once.
 * Requests take turns: a step uses all threads of the engine anyway.
 */
public final class InputSessions implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(100);

  private final ProjectionBackend backend;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Session> last = Optional.empty();

  public InputSessions(ProjectionBackend backend) {
    this.backend = backend;
  }

  /**
   * Does {@code work} with the request's inputs.
   *
   * @throws dev.npexport.engine.problem.InputException as {@link PreparedInputs#open}
   */
  public <T> T with(
      ExportRequest request, ProgressListener listener, Function<PreparedInputs, T> work) {
    takeTurn(new Cancellation(listener::cancelled));
    try {
      return work.apply(inputs(request, listener));
    } finally {
      turn.unlock();
    }
  }

  /** As {@link #with}; empty at once if somebody else works with the open inputs. */
  public <T> Optional<T> withIfIdle(
      ExportRequest request, ProgressListener listener, Function<PreparedInputs, T> work) {
    if (!turn.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.apply(inputs(request, listener)));
    } finally {
      turn.unlock();
    }
  }

  /** A step that is cancelled while it waits does not wait on. */
  private void takeTurn(Cancellation cancellation) {
    try {
      while (!turn.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      new Cancellation(() -> true).check();
    }
  }

  private PreparedInputs inputs(ExportRequest request, ProgressListener listener) {
    Key key = new Key(request.inputs(), request.fingerprints(), request.preparedFolder());
    if (last.isPresent() && last.get().key().equals(key) && last.get().stamps().isCurrent()) {
      return last.get().inputs();
    }
    closeLast();
    // taken before reading: a change meanwhile makes the next step read again
    FileStamps stamps = FileStamps.of(request.inputs());
    Session session = new Session(key, stamps, PreparedInputs.open(request, backend, listener));
    last = Optional.of(session);
    return session.inputs();
  }

  private void closeLast() {
    last.ifPresent(session -> session.inputs().close());
    last = Optional.empty();
  }

  /** Closes what is open unless somebody works with it; the next request opens its inputs. */
  public void closeIfIdle() {
    if (turn.tryLock()) {
      try {
        closeLast();
      } finally {
        turn.unlock();
      }
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closeLast();
    } finally {
      turn.unlock();
    }
  }

  private record Key(InputPaths paths, Fingerprints fingerprints, Path preparedFolder) {}

  private record Session(Key key, FileStamps stamps, PreparedInputs inputs) {}
}
