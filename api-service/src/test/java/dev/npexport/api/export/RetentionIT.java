package dev.npexport.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.api.testing.Api;
import dev.npexport.api.testing.RealParts;
import dev.npexport.api.testing.Rows;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.path.DataRoot;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RetentionIT.Keeping.class)
@RealParts
class RetentionIT {

  /** Cleans when the test says so. */
  public static final class Keeping implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "npexport.retention.interval", "24h",
          "npexport.retention.jobs-after", "30d",
          "npexport.retention.orphans-after", "1d");
    }
  }

  @Inject Retention retention;
  @Inject JobStore jobs;
  @Inject DataRoot root;
  @Inject Rows rows;

  @Test
  void removesJobsThatEndedLongAgoAndKeepsYoungerOnes() throws IOException {
    var old = completed(Duration.ofDays(31));
    var young = completed(Duration.ofDays(29));
    retention.clean();
    assertThat(jobs.find(old)).isEmpty();
    assertThat(root.archive(old)).doesNotExist();
    assertThat(jobs.find(young)).isPresent();
    assertThat(root.archive(young)).exists();
  }

  @Test
  void removesWhatACrashLeft() throws IOException {
    var job = completed(Duration.ZERO);
    var pending = UUID.fromString(Api.export("{}"));
    var nobody = UUID.randomUUID();
    var orphans =
        new Path[] {
          work(job), work(nobody), root.archive(nobody), root.archive(pending),
        };
    Files.write(root.archive(nobody), new byte[] {1});
    Files.write(root.archive(pending), new byte[] {1});
    var kept = new Path[] {work(pending), root.archive(job), root.root().resolve("exports/me.zip")};
    Files.write(kept[2], new byte[] {1});
    retention.clean();
    assertThat(orphans).as("they may be somebody's work of this moment").allMatch(Files::exists);
    for (var path : Stream.concat(Stream.of(orphans), Stream.of(kept)).toList()) {
      age(path);
    }
    Files.write(root.workFolder(nobody).resolve("shard-0/young"), new byte[] {1});
    retention.clean();
    assertThat(root.workFolder(nobody)).as("something in it is young").exists();
    age(root.workFolder(nobody));
    retention.clean();
    assertThat(orphans).noneMatch(Files::exists);
    assertThat(kept).allMatch(Files::exists);
  }

  private UUID completed(Duration ago) throws IOException {
    var job = Api.export("{}");
    rows.complete(job, new byte[] {1, 2, 3});
    var id = UUID.fromString(job);
    rows.update(
        "update neuronpedia_export_jobs set completed_at = now() - cast(? as interval) where id = ?",
        ago.toString(),
        id);
    return id;
  }

  private Path work(UUID job) throws IOException {
    var shard = root.workFolder(job).resolve("shard-0");
    Files.createDirectories(shard);
    Files.write(shard.resolve("features.deflate"), new byte[] {1});
    return root.workFolder(job);
  }

  private static void age(Path path) throws IOException {
    try (var tree = Files.walk(path)) {
      for (var each : (Iterable<Path>) tree::iterator) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
      }
    }
  }
}
