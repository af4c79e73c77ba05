package dev.npexport.model.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParentWatchTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Test
  void exitsWhenTheParentIsGoneAndThenInsists() throws Exception {
    var parent = new PipedOutputStream();
    var watch = watch(parent);
    parent.write(1);
    assertThat(watch.join(Duration.ofMillis(200))).as("ended while the parent lives").isFalse();
    assertThat(calls).isEmpty();
    parent.close();
    watch.join();
    assertThat(calls).containsExactly("exit", "halt");
  }

  @Test
  void doesNotKeepTheProcessAlive() throws Exception {
    try (var parent = new PipedOutputStream()) {
      assertThat(watch(parent).isDaemon()).isTrue();
    }
  }

  private Thread watch(PipedOutputStream parent) throws Exception {
    return ParentWatch.watch(
        new PipedInputStream(parent),
        () -> calls.add("exit"),
        () -> calls.add("halt"),
        Duration.ofMillis(10));
  }
}
