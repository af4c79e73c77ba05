package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param byKind faults that hit, by kind
 * @param missed faults that found nothing to hit
 * @param ends how attempts of jobs ended, with the codes of failures
 */
public record ChaosReport(
    long seed,
    String broker,
    int workers,
    int rounds,
    Map<FaultKind, Integer> byKind,
    int missed,
    int jobs,
    Map<String, Integer> ends,
    List<String> violations,
    double seconds) {

  public int faults() {
    return byKind.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("faults injected: %d in %d rounds%n".formatted(faults(), rounds));
    byKind.forEach((kind, count) -> text.append("  %-20s %4d%n".formatted(kind.wire(), count)));
    if (missed > 0) {
      text.append("  %-20s %4d%n".formatted("found nothing to hit", missed));
    }
    text.append("jobs: %d, whose attempts ended as%n".formatted(jobs));
    ends.forEach((end, count) -> text.append("  %-20s %4d%n".formatted(end, count)));
    text.append("violations: %d%n".formatted(violations.size()));
    violations.forEach(violation -> text.append("  ").append(violation).append('\n'));
    return text.toString();
  }

  /** For programs: one JSON object on one line. */
  public String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("seed", seed).put("broker", broker).put("workers", workers).put("rounds", rounds);
    json.put("faults", faults());
    ObjectNode kinds = json.putObject("faults_by_kind");
    byKind.forEach((kind, count) -> kinds.put(kind.wire(), count));
    json.put("faults_missed", missed).put("jobs", jobs);
    ObjectNode how = json.putObject("attempts_by_end");
    ends.forEach(how::put);
    ArrayNode all = json.putArray("violations");
    violations.forEach(all::add);
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    return json.toString();
  }
}
