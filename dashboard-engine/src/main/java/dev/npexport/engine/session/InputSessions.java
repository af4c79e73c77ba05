package dev.npexport.engine.session;

import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
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
    takeTurn(listener);
    try {
      return work.apply(inputs(request, listener));
    } finally {
      turn.unlock();
    }
  }

  /** A step that is cancelled while it waits does not wait on. */
  private void takeTurn(ProgressListener listener) {
    try {
      while (!turn.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        refuseIfCancelled(listener.cancelled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuseIfCancelled(true);
    }
  }

  private static void refuseIfCancelled(boolean cancelled) {
    if (cancelled) {
      throw new InputException(
          new Problem(ProblemCode.CANCELLED, "", "", "the export was cancelled"));
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
