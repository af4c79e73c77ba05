package dev.npexport.api.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedReadsTest {

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService readers = Executors.newFixedThreadPool(4);
  private final AtomicInteger read = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);
  private final CountDownLatch begun = new CountDownLatch(1);

  @AfterEach
  void stop() {
    callers.shutdownNow();
    readers.shutdownNow();
  }

  private int held(String key) {
    int number = read.incrementAndGet();
    begun.countDown();
    mayEnd.acquireUninterruptibly();
    return number;
  }

  @Test
  void answerAllWhoAskDuringARead() throws Exception {
    SharedReads<String, Integer> reads = new SharedReads<>(this::held, Duration.ZERO, readers);
    Future<Integer> first = callers.submit(() -> reads.get("a"));
    begun.await();
    List<Future<Integer>> later = new ArrayList<>();
    CountDownLatch asking = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      later.add(
          callers.submit(
              () -> {
                asking.countDown();
                return reads.get("a");
              }));
    }
    asking.await();
    mayEnd.release(1000);
    assertThat(first.get()).isEqualTo(1);
    for (Future<Integer> answer : later) {
      assertThat(answer.get()).as("read after it was asked for").isGreaterThan(1);
    }
    assertThat(read.get()).isLessThan(102);
  }

  @Test
  void neverGiveWhatIsOlderThanTheQuestion() throws Exception {
    AtomicInteger truth = new AtomicInteger();
    SharedReads<String, Integer> reads =
        new SharedReads<>(key -> truth.get(), Duration.ofNanos(200_000), readers);
    List<Future<?>> done = new ArrayList<>();
    for (int caller = 0; caller < 8; caller++) {
      done.add(
          callers.submit(
              () -> {
                for (int i = 0; i < 500; i++) {
                  int before = truth.incrementAndGet();
                  assertThat(reads.get("a")).isGreaterThanOrEqualTo(before);
                }
              }));
    }
    for (Future<?> caller : done) {
      caller.get();
    }
  }

  @Test
  void doNotWaitForOtherKeys() throws Exception {
    SharedReads<String, Integer> reads =
        new SharedReads<>(key -> key.equals("slow") ? held(key) : 7, Duration.ZERO, readers);
    Future<Integer> slow = callers.submit(() -> reads.get("slow"));
    begun.await();
    assertThat(reads.get("fast")).isEqualTo(7);
    mayEnd.release();
    assertThat(slow.get()).isEqualTo(1);
  }

  @Test
  void tellEveryoneOfAFailureAndReadAnew() {
    AtomicInteger asked = new AtomicInteger();
    SharedReads<String, Integer> reads =
        new SharedReads<>(
            key -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no database");
              }
              return asked.get();
            },
            Duration.ZERO,
            readers);
    assertThatThrownBy(() -> reads.get("a")).hasMessage("no database");
    assertThat(reads.get("a")).isEqualTo(2);
  }
}
