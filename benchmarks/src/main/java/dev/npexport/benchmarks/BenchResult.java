package dev.npexport.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The outcome of a benchmark, one line of JSON.
 *
 * @param oursSeconds median
 * @param peer what ours is compared with
 * @param peerSeconds median; empty if the peer did not run
 * @param backend what computed our products
 * @param measures further numbers by name, units in the names
 */
public record BenchResult(
    String name,
    double oursSeconds,
    String peer,
    OptionalDouble peerSeconds,
    String backend,
    Map<String, Double> measures) {

  private static final MathContext DIGITS = new MathContext(4);

  public BenchResult(
      String name, double oursSeconds, String peer, OptionalDouble peerSeconds, String backend) {
    this(name, oursSeconds, peer, peerSeconds, backend, Map.of());
  }

  /** The same with one more number. */
  public BenchResult with(String measure, double value) {
    Map<String, Double> more = new LinkedHashMap<>(measures);
    more.put(measure, value);
    return new BenchResult(name, oursSeconds, peer, peerSeconds, backend, more);
  }

  /** How many times as fast as the peer we are. */
  public OptionalDouble ratio() {
    return peerSeconds.isPresent()
        ? OptionalDouble.of(peerSeconds.getAsDouble() / oursSeconds)
        : OptionalDouble.empty();
  }

  /** Absent numbers are null. */
  public String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("name", name);
    json.put("ours_s", rounded(oursSeconds));
    json.put("peer", peer);
    json.put("peer_s", peerSeconds.isPresent() ? rounded(peerSeconds.getAsDouble()) : null);
    json.put("ratio", ratio().isPresent() ? rounded(ratio().getAsDouble()) : null);
    json.put("machine", Machine.current().describe());
    json.put("backend", backend);
    if (!measures.isEmpty()) {
      ObjectNode more = json.putObject("measures");
      measures.forEach((measure, value) -> more.put(measure, rounded(value)));
    }
    return json.toString();
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(new BigDecimal(value).round(DIGITS).toPlainString());
  }
}
