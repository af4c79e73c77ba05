package dev.npexport.worker.running;

import java.util.UUID;
import org.jboss.logging.MDC;

/** Puts the ids of what is worked on into every log line of this thread. */
public final class LogContext implements AutoCloseable {

  private LogContext() {}

  public static LogContext job(UUID jobId) {
    MDC.put("job", jobId.toString());
    return new LogContext();
  }

  public static LogContext shard(UUID jobId, int number) {
    MDC.put("shard", String.valueOf(number));
    return job(jobId);
  }

  @Override
  public void close() {
    MDC.remove("job");
    MDC.remove("shard");
  }
}
