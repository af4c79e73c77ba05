package dev.npexport.worker.failure;

import dev.npexport.worker.running.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks the database until it answers: a worker whose database is away waits with its finished work
 * instead of losing it. Every update is conditional, so one whose answer got lost may run twice.
 */
@ApplicationScoped
public class Database {

  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final Shutdown shutdown;

  @Inject
  Database(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  /**
   * The answer, whenever it comes.
   *
   * @throws dev.npexport.worker.running.StoppingException when the worker is asked to stop first
   */
  public <T> T persistently(Supplier<T> question) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (RuntimeException e) {
        // Hibernate, the pool and the transaction manager each wrap it in a type of their own.
        if (!isAway(e)) {
          throw e;
        }
        LOG.warnf("the database does not answer, asking again: %s", rootMessage(e));
        shutdown.pause(pause);
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
          pause = LONGEST_PAUSE;
        }
      }
    }
  }

  /** Like {@link #persistently}, for a question without an answer. */
  public void persistently(Runnable question) {
    persistently(
        () -> {
          question.run();
          return Optional.empty();
        });
  }

  /**
   * Whether the database could not be asked, as against: it answered with an error. A connection
   * that ends during a commit is told as a suppressed exception of the rollback.
   */
  static boolean isAway(Throwable thrown) {
    return isAway(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean isAway(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return false;
    }
    return (thrown instanceof SQLException sql && isAway(sql))
        || isAway(thrown.getCause(), seen)
        || Arrays.stream(thrown.getSuppressed()).anyMatch(next -> isAway(next, seen));
  }

  private static boolean isAway(SQLException thrown) {
    String state = Optional.ofNullable(thrown.getSQLState()).orElse("");
    return state.startsWith("08") // connection
        || state.startsWith("57P") // shutting down, starting up, terminated
        || state.startsWith("53") // too many connections, out of memory
        || state.startsWith("40") // serialization, deadlock
        || thrown instanceof SQLTransientException
        || isPoolTimeout(thrown);
  }

  private static boolean isPoolTimeout(SQLException thrown) {
    return Optional.ofNullable(thrown.getMessage()).orElse("").contains("Acquisition timeout");
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
