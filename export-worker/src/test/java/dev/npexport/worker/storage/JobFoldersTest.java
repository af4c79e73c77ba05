package dev.npexport.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.ShardClaim;
import dev.npexport.model.path.DataRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFoldersTest {

  private static final UUID JOB = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @TempDir Path data;
  private DataRoot root;
  private JobFolders folders;

  @BeforeEach
  void make() {
    root = new DataRoot(data, List.of());
    folders = new JobFolders(root);
  }

  @Test
  void movesAResultToItsPlaceAndLeavesNothingBehind() throws IOException {
    var attempt = written(claim(3, 1), "result");
    var place = folders.shard(JOB, 3);
    assertThat(folders.finishedAt(JOB, 3)).isEmpty();
    folders.publish(attempt, place);
    folders.publish(attempt, place);
    folders.discard(JOB, attempt);
    assertThat(place.resolve("x")).hasContent("result");
    assertThat(folders.finishedAt(JOB, 3)).isPresent();
    assertThat(data.resolve("work/" + JOB)).isDirectoryNotContaining("glob:**attempts");
  }

  @Test
  void replacesAResultWhoseRowWasNotUpdated() throws IOException {
    folders.publish(written(claim(3, 1), "first"), folders.shard(JOB, 3));
    folders.publish(written(claim(3, 2), "second"), folders.shard(JOB, 3));
    assertThat(folders.shard(JOB, 3).resolve("x")).hasContent("second");
  }

  @Test
  void keepsTheWorkOfOthersWhenItDiscards() throws IOException {
    var mine = written(claim(3, 1), "mine");
    var theirs = written(claim(4, 1), "theirs");
    folders.discard(JOB, mine);
    assertThat(mine).doesNotExist();
    assertThat(theirs.resolve("x")).hasContent("theirs");
    folders.discard(JOB, theirs);
    assertThat(root.workFolder(JOB)).doesNotExist();
  }

  @Test
  void removesLinksInsteadOfFollowingThem() throws IOException {
    var outside = Files.createDirectories(data.resolve("inputs"));
    Files.writeString(outside.resolve("model"), "precious");
    var attempt = written(claim(1, 1), "x");
    Files.createSymbolicLink(attempt.resolve("link"), outside);
    folders.removeWork(JOB);
    assertThat(root.workFolder(JOB)).doesNotExist();
    assertThat(outside.resolve("model")).hasContent("precious");
  }

  @Test
  void clearsWhatAKilledAttemptLeft() throws IOException {
    var attempt = written(claim(1, 1), "half");
    folders.prepare(attempt);
    assertThat(attempt).doesNotExist();
    assertThat(attempt.getParent()).isDirectory();
  }

  private Path written(ShardClaim claim, String text) throws IOException {
    var attempt = folders.attempt(claim);
    folders.prepare(attempt);
    Files.createDirectories(attempt);
    Files.writeString(attempt.resolve("x"), text);
    return attempt;
  }

  private static ShardClaim claim(int number, int attempt) {
    return new ShardClaim(JOB, 1, number, attempt, "w", 0, 1, 1, 1);
  }
}
