package dev.npexport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchResultTest {

  @Test
  void isOneLineWithTheKeysInOrder() throws Exception {
    var result =
        new BenchResult("x", 0.5, "them", OptionalDouble.of(2), "nd4j").with("mb", 1234567);
    assertThat(result.toJson()).doesNotContain("\n");
    var json = new ObjectMapper().readTree(result.toJson());
    var keys = new ArrayList<String>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "name", "ours_s", "peer", "peer_s", "ratio", "machine", "backend", "measures");
    assertThat(json.get("ratio").doubleValue()).isEqualTo(4);
    assertThat(json.get("measures").get("mb").longValue()).isEqualTo(1235000);
  }

  @Test
  void hasNoRatioWithoutAPeer() throws Exception {
    var json =
        new ObjectMapper()
            .readTree(new BenchResult("x", 1, "them", OptionalDouble.empty(), "nd4j").toJson());
    assertThat(json.get("peer_s").isNull()).isTrue();
    assertThat(json.get("ratio").isNull()).isTrue();
  }
}
