package dev.npexport.engine.plan;

import static dev.npexport.engine.plan.FeatureSelectorTest.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

  @ParameterizedTest
  @CsvSource({
    // selected, tokens, size: 45 examples of 16 t + 512 bytes in 128 MiB
    "1024, 128, 1024",
    "16384, 128, 1024",
    "131072, 128, 1165",
    "16384, 1024, 176",
    "1000, 100000, 1",
    "92160, 8, 1024",
    "92161, 8, 1025"
  })
  void holdsTheFormula(int selected, int tokens, int size) {
    assertThat(Batches.size(selected, tokens, ExportOptions.DEFAULTS)).isEqualTo(size);
  }

  @Test
  void aWindowMakesShorterExamples() {
    assertThat(Batches.size(16_384, 1024, options("{'example_window': 8}"))).isEqualTo(1024);
    assertThat(Batches.tokensPerExample(10, options("{'example_window': 8}"))).isEqualTo(10);
    assertThat(Batches.tokensPerExample(100, options("{'example_window': 8}"))).isEqualTo(17);
  }

  @Test
  void withoutExamplesTheFirstTermDecides() {
    assertThat(Batches.size(1_000_000, 100_000, options("{'include_examples': false}")))
        .isEqualTo(11_112);
    assertThat(
            Batches.size(
                2000, 100_000, options("{'examples_per_feature': 0, 'example_intervals': 0}")))
        .isEqualTo(1024);
  }

  @Test
  void refusesMoreFilesThanTheImporterTakesAndSaysWhatToLower() {
    assertThatThrownBy(() -> Batches.size(16_384, 16_384, ExportOptions.DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1490 batch files of 11 features")
        .hasMessageContaining("example_window");
    assertThat(Batches.size(16_384, 16_384, options("{'include_neuronpedia_import': false}")))
        .isEqualTo(11);
  }
}
