package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.model.job.JobStatus;
import dev.npexport.worker.testing.WorkerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What comes of failures of steps, whichever broker carries the messages. */
abstract class FailedJobContract extends WorkerTest {

  @Test
  void triesAShardAgainThatFailedOnce() throws Exception {
    var failures = new AtomicInteger();
    engine.step =
        (shard, feature, listener) -> {
          if (shard == 1 && failures.getAndIncrement() == 0) {
            throw new IllegalStateException("once");
          }
        };
    var id = start().id;
    await(id, JobStatus.COMPLETED);
    assertThat(engine.begun.get(1)).hasValue(2);
    assertThat(engine.begun.get(0)).hasValue(1);
  }

  @Test
  void failsTheJobOfAPoisonShardAndRetriesItFromItsFinishedShards() throws Exception {
    engine.step =
        (shard, feature, listener) -> {
          if (feature == 9) {
            throw new IllegalStateException("poison");
          }
        };
    var id = start().id;
    var job = await(id, JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("internal");
    assertThat(job.errorMessage).isEqualTo("poison");
    assertThat(engine.begun.get(2)).hasValue(3);
    var dead = deadOf(id);
    assertThat(dead.path("number").asInt()).isEqualTo(2);
    assertThat(dead.path("failures").asInt()).isEqualTo(3);
    assertThat(dead.path("code").asText()).isEqualTo("internal");
    assertThat(dead.path("message").asText()).isEqualTo("poison");
    assertThat(dead.path("history"))
        .extracting(failure -> failure.path("attempt").asInt())
        .containsExactly(1, 2, 3);
    assertThat(dead.path("history"))
        .allSatisfy(
            failure -> {
              assertThat(failure.path("message").asText()).isEqualTo("poison");
              assertThat(failure.path("worker").asText()).isEqualTo(dead.path("worker").asText());
              assertThat(Instant.parse(failure.path("at").asText()))
                  .isBeforeOrEqualTo(job.completedAt);
            });
    var ended = eventsOfEnded(id).getLast();
    assertThat(ended.path("type").asText()).isEqualTo("failed");
    assertThat(ended.path("message").asText()).isEqualTo("poison");
    assertThat(root.workFolder(id).resolve("attempts")).doesNotExist();
    assertThat(root.workFolder(id).resolve("shard-0")).isDirectory();

    engine.step = (shard, feature, listener) -> {};
    messages.job(jobs.retry(id).orElseThrow());
    assertThat(await(id, JobStatus.COMPLETED).attempts).isEqualTo(2);
    assertThat(engine.begun.get(0)).hasValue(1);
    assertThat(engine.begun.get(2)).hasValue(4);
  }

  @Test
  void failsAtOnceWithEveryProblemOfBadInput() throws Exception {
    engine.step =
        (shard, feature, listener) -> {
          throw new InputException(
              List.of(
                  Problem.of(
                      ProblemCode.NOT_FINITE,
                      root.root().resolve("sae/w.safetensors"),
                      "tensor W_dec",
                      "feature 3 holds NaN"),
                  Problem.option("seed", "expected a number")));
        };
    engine.shards = 1;
    var job = await(start().id, JobStatus.FAILED);
    assertThat(engine.begun.get(0)).hasValue(1);
    assertThat(job.errorCode).isEqualTo("not_finite");
    assertThat(job.errorMessage)
        .isEqualTo("sae/w.safetensors: tensor W_dec: feature 3 holds NaN\nseed: expected a number");
    assertThat(job.errorDetails)
        .contains("\"code\": \"not_finite\"", "\"where\": \"tensor W_dec\"", "\"seed\"");
  }

  @Test
  void failsAJobThatCannotBePlanned() throws Exception {
    engine.beforePlan =
        () -> {
          throw new InputException(
              ProblemCode.WIDTH_MISMATCH, Path.of("/elsewhere/model"), "", "expected 4, found 8");
        };
    var id = start().id;
    var job = await(id, JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("width_mismatch");
    assertThat(eventsOfEnded(id).getLast().path("type").asText()).isEqualTo("failed");
    assertThat(deadOf(id).has("number")).isFalse();
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    engine.beforePackage =
        listener -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        };
    var id = start().id;
    var job = await(id, JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("disk_full");
    assertThat(root.archive(id)).doesNotExist();
    assertThat(root.workFolder(id).resolve("attempts")).doesNotExist();
  }

  @Test
  void computesAFinishedShardAgainWhoseFilesWereDamaged() throws Exception {
    var damaged = new AtomicInteger();
    engine.beforePackage = listener -> damageShard(1, damaged, 1);
    var id = start().id;
    await(id, JobStatus.COMPLETED);
    assertThat(Files.readString(root.archive(id))).contains("feature 4\n", "feature 11\n");
    assertThat(engine.begun.get(1)).hasValue(2);
    assertThat(engine.begun.get(0)).hasValue(1);
    assertThat(eventsOfEnded(id)).extracting(e -> e.path("progress").asDouble()).isSorted();
    assertThat(root.workFolder(id)).doesNotExist();
  }

  @Test
  void failsAJobOnAVolumeThatKeepsDamagingItsShards() throws Exception {
    var damaged = new AtomicInteger();
    engine.beforePackage = listener -> damageShard(1, damaged, Integer.MAX_VALUE);
    var id = start().id;
    assertThat(await(id, JobStatus.FAILED).errorCode).isEqualTo("file_unreadable");
    assertThat(engine.begun.get(1)).hasValue(4);

    engine.beforePackage = listener -> {};
    messages.job(jobs.retry(id).orElseThrow());
    await(id, JobStatus.COMPLETED);
  }

  private void damageShard(int number, AtomicInteger damaged, int times) {
    if (damaged.getAndIncrement() < times) {
      try (var work = Files.list(root.root().resolve("work"))) {
        for (var folder : work.toList()) {
          Files.deleteIfExists(folder.resolve("shard-" + number).resolve("features.txt"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void triesAShardAgainThatCouldNotBeWrittenForNoKnownReason() throws Exception {
    var failures = new AtomicInteger();
    engine.step =
        (shard, feature, listener) -> {
          if (shard == 1 && failures.getAndIncrement() == 0) {
            throw new InputException(ProblemCode.INTERNAL, Path.of("x"), "", "cannot be written");
          }
        };
    await(start().id, JobStatus.COMPLETED);
    assertThat(engine.begun.get(1)).hasValue(2);
  }
}
