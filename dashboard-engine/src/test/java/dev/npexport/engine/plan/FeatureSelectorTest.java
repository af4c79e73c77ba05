package dev.npexport.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.activation.FakeActivations;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import org.junit.jupiter.api.Test;

class FeatureSelectorTest {

  private static final FakeActivations COUNTS =
      FakeActivations.ofCounts(new long[] {0, 10, 100, 0, 50}, 1000, 8);

  @Test
  void allIsEveryIndexDeadOnesToo() {
    assertThat(select("{}")).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void extractedIsThoseWithActivations() {
    assertThat(select("{'feature_selection': 'extracted'}")).containsExactly(1, 2, 4);
  }

  @Test
  void frequencyBoundsAreInclusive() {
    assertThat(select("{'min_activation_frequency': 0.01, 'max_activation_frequency': 0.05}"))
        .containsExactly(1, 4);
    assertThat(select("{'max_activation_frequency': 0}")).containsExactly(0, 3);
    assertThat(select("{'feature_selection': 'extracted', 'max_activation_frequency': 0.0500001}"))
        .containsExactly(1, 4);
  }

  @Test
  void customIsIndicesAndRangesTogetherOnceInOrder() {
    assertThat(
            select(
                "{'feature_selection': 'custom', 'feature_indices': [4, 0, 4],"
                    + " 'feature_ranges': ['0-1', '3-3']}"))
        .containsExactly(0, 1, 3, 4);
  }

  @Test
  void refusesEveryUnknownIndex() {
    var config =
        "{'feature_selection': 'custom', 'feature_indices': [0, 5],"
            + " 'feature_ranges': ['0-4', '2-9']}";
    assertThat(catchThrowableOfType(InputException.class, () -> select(config)).problems())
        .extracting(Problem::where)
        .containsExactly("feature_indices[1]", "feature_ranges[1]");
  }

  @Test
  void refusesASelectionOfNothing() {
    var config = "{'min_activation_frequency': 0.9}";
    assertThat(catchThrowableOfType(InputException.class, () -> select(config)).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.where()).isEqualTo("feature_selection"));
  }

  private static int[] select(String config) {
    return FeatureSelector.select(options(config), COUNTS);
  }

  static ExportOptions options(String config) {
    try {
      return ExportOptionsParser.parse(new ObjectMapper().readTree(config.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
