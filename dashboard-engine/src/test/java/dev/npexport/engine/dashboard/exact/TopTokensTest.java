package dev.npexport.engine.dashboard.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.testkit.InMemoryActivations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopTokensTest {

  @Test
  void ranksTokensByTheirTotal() {
    var activations = InMemoryActivations.random(20, 12, 9, 3);
    var topTokens = new TopTokens(activations, 10);
    for (int feature = 0; feature < activations.features(); feature++) {
      assertThat(topTokens.of(activations.feature(feature)))
          .isEqualTo(expected(activations, feature, 10));
    }
  }

  @Test
  void givesEqualTotalsToTheLowerTokenId() {
    int[][] tokens = {{9, 4, 7, 4}};
    float[][][] dense = {{{3f, 1f, 3f, 2f}}};
    var activations = new InMemoryActivations(tokens, dense);
    assertThat(new TopTokens(activations, 5).of(activations.feature(0)))
        .containsExactly(
            new TopToken(4, 2, 3, 1.5, 2f),
            new TopToken(7, 1, 3, 3, 3f),
            new TopToken(9, 1, 3, 3, 3f));
  }

  private static List<TopToken> expected(InMemoryActivations activations, int feature, int k) {
    var byToken = new TreeMap<Integer, List<Float>>();
    var places = activations.feature(feature);
    for (int i = 0; i < places.size(); i++) {
      int token = activations.token(places.prompts()[i], places.positions()[i]);
      byToken.computeIfAbsent(token, t -> new ArrayList<>()).add(places.values()[i]);
    }
    return byToken.entrySet().stream()
        .map(
            entry -> {
              double total = entry.getValue().stream().mapToDouble(v -> v).sum();
              int count = entry.getValue().size();
              float max = entry.getValue().stream().max(Comparator.naturalOrder()).orElseThrow();
              return new TopToken(entry.getKey(), count, total, total / count, max);
            })
        .sorted(
            Comparator.comparingDouble((TopToken t) -> -t.total()).thenComparing(TopToken::tokenId))
        .limit(k)
        .toList();
  }
}
