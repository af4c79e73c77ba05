package dev.npexport.worker.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogContextTest {

  private static final UUID JOB = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @Test
  void putsJobAndShardIntoEveryLineAndTakesThemOut() {
    try (var context = LogContext.shard(JOB, 7)) {
      assertThat(MDC.get("job")).isEqualTo(JOB.toString());
      assertThat(MDC.get("shard")).isEqualTo("7");
    }
    assertThat(MDC.get("job")).isNull();
    assertThat(MDC.get("shard")).isNull();
  }
}
