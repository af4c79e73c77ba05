package dev.npexport.api.export;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers many that ask for the same thing with few reads. Nobody gets what is older than his
 * question: whoever asks while a read is under way waits for the next one, together with all who
 * ask until that begins. Of one key, a read begins when the one before has ended, and not sooner
 * than {@code gap} after that began: the more ask, the more are answered by each.
 *
 * <p>Callers block, so it is made for virtual threads. Reads are not done by these: each answer of
 * a database would have to wait behind all callers for its turn.
 */
final class SharedReads<K, V> {

  private final ConcurrentMap<K, Round<V>> rounds = new ConcurrentHashMap<>();
  private final Function<K, V> source;
  private final long gapNanos;
  private final Executor readers;

  /**
   * @param readers that the source is asked by
   */
  SharedReads(Function<K, V> source, Duration gap, Executor readers) {
    this.source = source;
    this.gapNanos = gap.toNanos();
    this.readers = readers;
  }

  /** One read, and those who wait for it; {@code open} while more may join. */
  private static final class Round<V> {
    private final CompletableFuture<V> answer = new CompletableFuture<>();
    private boolean open = true;
    private long begun;
  }

  /**
   * What the source says of a key, read after this call began.
   *
   * @throws RuntimeException what the source threw
   */
  V get(K key) {
    Round<V> own = new Round<>();
    Slot<V> slot = new Slot<>(own);
    rounds.compute(key, (k, last) -> slot.join(last));
    if (slot.round == own) {
      slot.before.ifPresentOrElse(
          before -> before.answer.whenComplete((value, failure) -> readAfter(before, key, own)),
          () -> readers.execute(() -> read(key, own)));
    }
    try {
      return slot.round.answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Where a caller stands: the round that answers it, and the one that round has to wait for. */
  private static final class Slot<V> {
    private Round<V> round;
    private Optional<Round<V>> before = Optional.empty();

    Slot(Round<V> own) {
      this.round = own;
    }

    /** The last round, if it may still be joined, or else the caller's own after it. */
    Round<V> join(Round<V> last) {
      if (last != null && last.open) {
        round = last;
      } else {
        before = Optional.ofNullable(last);
      }
      return round;
    }
  }

  private void readAfter(Round<V> before, K key, Round<V> round) {
    untilGapEnds(before).execute(() -> read(key, round));
  }

  private void read(K key, Round<V> round) {
    rounds.computeIfPresent(
        key,
        (k, same) -> {
          round.open = false;
          return same;
        });
    round.begun = System.nanoTime();
    try {
      round.answer.complete(source.apply(key));
    } catch (RuntimeException | Error e) {
      round.answer.completeExceptionally(e);
    } finally {
      untilGapEnds(round).execute(() -> rounds.remove(key, round));
    }
  }

  private Executor untilGapEnds(Round<V> round) {
    long left = round.begun + gapNanos - System.nanoTime();
    return CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS, readers);
  }
}
