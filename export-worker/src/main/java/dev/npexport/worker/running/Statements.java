package dev.npexport.worker.running;

import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** Lets statements of a database end with the work that they are run for. */
public final class Statements {

  private static final Logger LOG = Logger.getLogger(Statements.class);

  private Statements() {}

  /** Cancels a statement, if it is being executed, once the work is to stop. */
  public static Ending cancelWith(RunningWork work, Statement statement) {
    return work.endWith(() -> cancel(work, statement));
  }

  private static void cancel(RunningWork work, Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debugf("%s: its statement is cancelled at the next try: %s", work, e.getMessage());
    }
  }
}
