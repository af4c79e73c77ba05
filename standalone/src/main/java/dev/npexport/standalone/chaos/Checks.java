package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must hold when everything has come to rest. Each method gives the violations it sees. */
final class Checks {

  private final Cluster cluster;
  private final Messages messages;
  private final Load load;

  Checks(Cluster cluster, Messages messages, Load load) {
    this.cluster = cluster;
    this.messages = messages;
    this.load = load;
  }

  /** Rows, messages and files at rest: these may take a moment to become so. */
  List<String> atRest() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (String queue : List.of(Messages.JOBS, Messages.SHARDS)) {
      Optional<Long> waiting = messages.waiting(queue);
      if (!waiting.equals(Optional.of(0L))) {
        wrong.add("messages left on %s: %s".formatted(queue, waiting));
      }
    }
    rows(
        wrong,
        "a job that has not ended, or is held although it has",
        """
        select * from neuronpedia_export_jobs
        where status <> 'completed' or worker is not null or heartbeat_at is not null
          or progress <> 1 or features_done <> feature_count
        """);
    rows(
        wrong,
        "a completed job whose end was never confirmed to be published",
        "select id from neuronpedia_export_jobs where terminal_event_at is null");
    rows(
        wrong,
        "a shard that is not done, of a completed job",
        "select * from export_shards where status <> 'done'");
    wrong.addAll(files());
    return wrong;
  }

  private void rows(List<String> wrong, String what, String sql) {
    cluster.database().rows(sql).forEach(row -> wrong.add(what + ": " + row));
  }

  private List<String> files() {
    List<String> wrong = new ArrayList<>();
    Path exports = cluster.volume().root().resolve("exports");
    Set<Path> expected = new TreeSet<>();
    load.completed().keySet().forEach(job -> expected.add(exports.resolve(job + ".zip")));
    Set<Path> found = new TreeSet<>(cluster.volume().files());
    for (Path file : found) {
      if (!expected.contains(file)) {
        wrong.add("a file that belongs to nothing: " + file);
      }
    }
    expected.stream()
        .filter(file -> !found.contains(file))
        .forEach(file -> wrong.add("an archive is gone: " + file));
    return wrong;
  }

  /** Every completed archive is, byte for byte, the one that nothing disturbed. */
  List<String> archives() {
    List<String> wrong = new ArrayList<>();
    load.completed()
        .forEach(
            (job, row) -> {
              Variant variant = load.runs().get(job).variant();
              Path file = cluster.volume().root().resolve(row.path("output_path").asText());
              String found = sha256(file);
              if (!found.equals(variant.sha256())
                  || !row.path("sha256").asText().equals(found)
                  || row.path("file_size_bytes").asLong() != variant.bytes()) {
                wrong.add(
                    "the archive of job %s is another one: sha256 %s, row %s, undisturbed %s"
                        .formatted(job, found, row.path("sha256"), variant.sha256()));
              }
            });
    return wrong;
  }

  /** The history of every failure was put away. */
  List<String> dead(Set<String> failedJobs) throws InterruptedException {
    Set<String> found = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    Optional<List<String>> bodies = messages.drain(Messages.DEAD);
    for (String body : bodies.orElse(List.of())) {
      found.add(parse(body).path("job_id").asText("unreadable: " + body));
    }
    failedJobs.stream()
        .filter(job -> !found.contains(job))
        .forEach(job -> wrong.add("no message of failed job " + job + " is on " + Messages.DEAD));
    found.stream()
        .filter(job -> !failedJobs.contains(job))
        .forEach(job -> wrong.add(Messages.DEAD + " has a message of " + job));
    return wrong;
  }

  /** After every job was deleted. */
  List<String> nothingLeft() {
    List<String> wrong = new ArrayList<>();
    rows(wrong, "a deleted job", "select id, status from neuronpedia_export_jobs");
    rows(wrong, "a shard of a deleted job", "select job_id, number from export_shards");
    cluster
        .volume()
        .files()
        .forEach(file -> wrong.add("a file that belongs to no job any more: " + file));
    return wrong;
  }

  private static JsonNode parse(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      return new ObjectMapper().createObjectNode();
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return e.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
