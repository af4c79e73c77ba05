package dev.npexport.worker.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.worker.running.Shutdown;
import dev.npexport.worker.running.StoppingException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DatabaseTest {

  private final Shutdown shutdown = new Shutdown();
  private final Database database = new Database(shutdown);
  private final AtomicInteger asked = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "40P01"})
  void asksUntilTheDatabaseIsBack(String state) {
    var answer = database.persistently(failingTwice(new SQLException("away", state)));
    assertThat(answer).isEqualTo("answer");
    assertThat(asked).hasValue(3);
  }

  @Test
  void waitsForAConnectionOfThePool() {
    assertThat(
            database.persistently(
                failingTwice(new SQLException("Acquisition timeout while waiting"))))
        .isEqualTo("answer");
  }

  @Test
  void findsALostConnectionAmongTheReasonsOfARollback() {
    var rollback = new IllegalStateException("could not commit");
    rollback.addSuppressed(new IllegalStateException(new SQLException("terminated", "57P01")));
    rollback.addSuppressed(rollback.getSuppressed()[0]);
    assertThat(Database.isAway(new IllegalStateException(rollback))).isTrue();
    assertThat(Database.isAway(new IllegalStateException("something else"))).isFalse();
  }

  @Test
  void doesNotRepeatWhatTheDatabaseRefuses() {
    assertThatThrownBy(
            () -> database.persistently(failingTwice(new SQLException("null value", "23502"))))
        .hasRootCauseMessage("null value");
    assertThat(asked).hasValue(1);
  }

  @Test
  void stopsAskingWhenTheWorkerStops() {
    shutdown.begin();
    assertThatThrownBy(() -> database.persistently(failingTwice(new SQLException("away", "08006"))))
        .isInstanceOf(StoppingException.class);
  }

  private Supplier<String> failingTwice(SQLException failure) {
    return () -> {
      if (asked.incrementAndGet() <= 2) {
        throw new IllegalStateException("wrapped", failure);
      }
      return "answer";
    };
  }
}
