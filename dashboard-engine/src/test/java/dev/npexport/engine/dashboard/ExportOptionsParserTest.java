package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.npexport.engine.dashboard.ExportOptions.Definitions;
import dev.npexport.engine.dashboard.ExportOptions.FeatureSelection;
import dev.npexport.engine.dashboard.ExportOptions.HistogramScale;
import dev.npexport.engine.dashboard.ExportOptions.LogitLensNorm;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportOptionsParserTest {

  private static final String EVERYTHING =
      """
      {"feature_selection": "custom", "feature_indices": [3, 1, 3], "feature_ranges": ["0-999", "5-5"],
       "include_logit_lens": false, "logit_lens_k": 100, "logit_lens_norm": "final",
       "mask_unused_vocabulary": true, "include_histograms": false, "histogram_bins": 200,
       "histogram_scale": "log", "include_top_tokens": false, "top_tokens_k": 10,
       "include_examples": false, "examples_per_feature": 0, "example_intervals": 10,
       "example_window": 8, "seed": -9223372036854775808, "include_explanations": false,
       "include_saelens_weights": false, "include_neuronpedia_import": false,
       "definitions": "exact",
       "neuronpedia": {"model_id": "gpt2-small", "source_set": "res-jb", "release": "my-release",
         "creator_name": "Ana", "description": "Residual stream", "urls": ["https://example.org"]}}
      """;

  @Test
  void anEmptyConfigIsTheDefaults() {
    assertThat(parse("{}")).isEqualTo(ExportOptions.DEFAULTS);
    assertThat(ExportOptionsParser.parse(NullNode.getInstance())).isEqualTo(ExportOptions.DEFAULTS);
  }

  @Test
  void readsEveryField() {
    var options = parse(EVERYTHING);
    assertThat(options.featureSelection()).isEqualTo(FeatureSelection.CUSTOM);
    assertThat(options.featureIndices()).contains(List.of(3, 1, 3));
    assertThat(options.featureRanges()).contains(List.of("0-999", "5-5"));
    assertThat(options.includeLogitLens()).isFalse();
    assertThat(options.logitLensK()).isEqualTo(100);
    assertThat(options.logitLensNorm()).isEqualTo(LogitLensNorm.FINAL);
    assertThat(options.maskUnusedVocabulary()).isTrue();
    assertThat(options.histogramBins()).isEqualTo(200);
    assertThat(options.histogramScale()).isEqualTo(HistogramScale.LOG);
    assertThat(options.topTokensK()).isEqualTo(10);
    assertThat(options.examplesPerFeature()).isZero();
    assertThat(options.exampleIntervals()).isEqualTo(10);
    assertThat(options.exampleWindow()).isEqualTo(8);
    assertThat(options.seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(options.definitions()).isEqualTo(Definitions.EXACT);
    assertThat(options.neuronpedia().modelId()).contains("gpt2-small");
    assertThat(options.neuronpedia().urls()).contains(List.of("https://example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        EVERYTHING,
        "{\"min_activation_frequency\": 0.001, \"max_activation_frequency\": 1}",
        "{\"neuronpedia\": {\"urls\": []}}",
        "{\"definitions\": \"saedashboard\", \"features_per_batch\": 64}",
        "{\"feature_selection\": \"custom\", \"feature_indices\": [], \"feature_ranges\":"
            + " [\"0-0\"]}"
      })
  void whatItWritesReadsBackTheSame(String config) {
    var options = parse(config);
    assertThat(ExportOptionsParser.parse(ExportOptionsJson.parameters(options))).isEqualTo(options);
  }

  @Test
  void refusesWhatSaeDashboardHasNoCounterpartOf() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    {"definitions": "saedashboard", "logit_lens_norm": "final",
                     "mask_unused_vocabulary": true, "histogram_scale": "log", "example_window": 9}
                    """))
        .hasMessageContaining("logit_lens_norm: expected none with definitions saedashboard")
        .hasMessageContaining("mask_unused_vocabulary: expected false")
        .hasMessageContaining("histogram_scale: expected linear")
        .hasMessageContaining("example_window: expected 0");
    assertThatThrownBy(() -> parse("{\"features_per_batch\": 64}"))
        .hasMessageContaining("features_per_batch: allowed only with definitions saedashboard");
  }

  @Test
  void writesDefaultsAndLeavesOutWhatHasNone() {
    var json = ExportOptionsJson.parameters(ExportOptions.DEFAULTS);
    assertThat(json.get("histogram_bins").intValue()).isEqualTo(50);
    assertThat(json.get("definitions").textValue()).isEqualTo("exact");
    assertThat(json.has("feature_indices")).isFalse();
    assertThat(json.has("feature_ranges")).isFalse();
    assertThat(json.has("min_activation_frequency")).isFalse();
    assertThat(json.has("max_activation_frequency")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logit_lens_k | 0",
        "logit_lens_k | 101",
        "logit_lens_k | 20.0",
        "logit_lens_k | \"20\"",
        "logit_lens_k | null",
        "logit_lens_k | 99999999999999999999",
        "histogram_bins | 9",
        "histogram_bins | 201",
        "top_tokens_k | 9",
        "top_tokens_k | 201",
        "examples_per_feature | -1",
        "examples_per_feature | 101",
        "example_intervals | 11",
        "example_window | 7",
        "example_window | 1025",
        "seed | 1e3",
        "seed | 9223372036854775808",
        "include_examples | \"yes\"",
        "include_examples | 1",
        "feature_selection | \"ALL\"",
        "histogram_scale | \"cubic\"",
        "definitions | 1",
        "min_activation_frequency | -0.1",
        "min_activation_frequency | 1.5",
        "max_activation_frequency | \"1\"",
        "neuronpedia | []",
        "feature_indices | [1]",
        "feature_ranges | [\"0-1\"]"
      })
  void refusesAValueOutsideItsRangeAndNamesTheField(String field, String value) {
    assertThat(problems("{\"" + field + "\": " + value + "}"))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.INVALID_OPTION);
              assertThat(p.where()).isEqualTo(field);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"10-5", "-5", "5", "a-b", "0-99999999999", "0-2147483648", "1 - 2", ""})
  void refusesATextThatIsNotARange(String range) {
    assertThat(problems(custom("feature_ranges", "[\"0-1\", \"" + range + "\"]")))
        .first()
        .satisfies(p -> assertThat(p.where()).isEqualTo("feature_ranges[1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"1\"", "null", "2147483648"})
  void refusesAnIndexThatIsNone(String index) {
    assertThat(problems(custom("feature_indices", "[0, " + index + "]")))
        .singleElement()
        .satisfies(p -> assertThat(p.where()).isEqualTo("feature_indices[1]"));
  }

  @Test
  void refusesFrequencyBoundsWithACustomSelection() {
    var config =
        "{\"feature_selection\": \"custom\", \"feature_indices\": [1],"
            + " \"min_activation_frequency\": 0, \"max_activation_frequency\": 1}";
    assertThat(problems(config))
        .extracting(Problem::where)
        .containsExactly("min_activation_frequency", "max_activation_frequency");
  }

  @Test
  void refusesACustomSelectionThatNamesNothing() {
    assertThat(problems("{\"feature_selection\": \"custom\"}"))
        .singleElement()
        .satisfies(p -> assertThat(p.where()).isEqualTo("feature_selection"));
    assertThat(problems(custom("feature_indices", "[]"))).hasSize(1);
  }

  @Test
  void refusesBoundsInTheWrongOrder() {
    assertThat(problems("{\"min_activation_frequency\": 0.5, \"max_activation_frequency\": 0.25}"))
        .singleElement()
        .satisfies(p -> assertThat(p.where()).isEqualTo("min_activation_frequency"));
  }

  @Test
  void refusesAnUnknownFieldByName() {
    assertThat(problems("{\"include_logitlens\": true, \"neuronpedia\": {\"modelId\": \"x\"}}"))
        .extracting(Problem::where)
        .containsExactlyInAnyOrder("include_logitlens", "neuronpedia.modelId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_id | GPT2",
        "model_id | -gpt2",
        "model_id | gpt2-",
        "model_id | gpt_2",
        "model_id | a23456789012345678901234567890123",
        "source_set | 1k",
        "source_set | res--jb",
        "source_set | res_jb",
        "source_set | res.jb",
        "source_set | neurons",
        "release | My release",
        "release | ../x"
      })
  void refusesANameThatBreaksTheRules(String field, String name) {
    assertThat(problems("{\"neuronpedia\": {\"" + field + "\": \"" + name + "\"}}"))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.INVALID_NAME);
              assertThat(p.where()).isEqualTo("neuronpedia." + field);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "7"})
  void refusesTextThatCannotBeStored(String text) {
    assertThat(problems("{\"neuronpedia\": {\"description\": " + text + "}}"))
        .singleElement()
        .satisfies(p -> assertThat(p.where()).isEqualTo("neuronpedia.description"));
  }

  @Test
  void tellsOfEveryProblemAtOnce() {
    assertThat(problems("{\"logit_lens_k\": 0, \"seed\": \"x\", \"nonsense\": 1}")).hasSize(3);
  }

  @Test
  void refusesAConfigThatIsNoObject() {
    assertThatThrownBy(() -> parse("[1]")).isInstanceOf(InputException.class);
  }

  private static String custom(String field, String value) {
    return "{\"feature_selection\": \"custom\", \"" + field + "\": " + value + "}";
  }

  private static List<Problem> problems(String json) {
    return catchThrowableOfType(InputException.class, () -> parse(json)).problems();
  }

  private static ExportOptions parse(String json) {
    try {
      JsonNode node = new ObjectMapper().readTree(json);
      return ExportOptionsParser.parse(node);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
