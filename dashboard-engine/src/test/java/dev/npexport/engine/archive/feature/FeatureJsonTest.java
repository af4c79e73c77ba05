package dev.npexport.engine.archive.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.archive.FakeVocabulary;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.problem.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureJsonTest {

  @Test
  void writesEverySectionInOrder() {
    var label =
        new Label(
            42,
            Optional.of("half \ud83d"),
            Optional.of("Emotion"),
            Optional.of("…"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(0.85),
            Optional.empty());
    assertThat(written(Samples.live(42), Optional.of(label), "{}"))
        .isEqualTo(
            """
            {"feature_index":42,"label":"half \ufffd","category":"Emotion","description":"…",\
            "statistics":{"activation_frequency":0.1,"activation_count":2,"max_activation":4.52,\
            "mean_activation":2.385,"std_activation":1.5,"interpretability_score":0.85,\
            "is_dead":false,"decoder_norm":1.0},\
            "logit_lens":{"top_positive":[{"token":" love","token_id":3,"value":0.855},\
            {"token":"\\u0000","token_id":5,"value":2.5E-5}],\
            "top_negative":[{"token":"\\\\u0000","token_id":6,"value":-0.45},\
            {"token":"I","token_id":1,"value":-0.25}],"mean":0.001,"std":0.04,\
            "histogram":{"bin_edges":[-1.0,0.0,1.0],"counts":[5,3]}},\
            "histogram":{"bin_edges":[0.0,2.26,4.52],"counts":[1,1],"total_count":12,\
            "nonzero_count":2,"mean":2.385,"std":1.5,"min":0.25,"max":4.52,"log_scale":false},\
            "top_tokens":[{"token":" love","token_id":3,"count":2,"total_activation":4.77,\
            "mean_activation":2.385,"max_activation":4.52}],\
            "activations":[{"group":"top","prompt_index":0,"position":3,"token":" love",\
            "context_before":"<|end|>I really","context_after":" you\\u0000\\\\u0000é😀",\
            "max_value":4.52,"max_index":3,\
            "tokens":["<|end|>","I"," really"," love"," you","\\u0000","\\\\u0000","é😀"],\
            "token_ids":[0,1,2,3,4,5,6,7],"values":[0,0,0.25,4.52,0,4.0E-5,0,6.0E-5]},\
            {"group":"interval","bin_min":0.0,"bin_max":0.9045,"bin_contains":0.5,\
            "prompt_index":1,"position":2,"token":" love","context_before":"I really",\
            "context_after":" you","max_value":0.9,"max_index":1,"window_start":1,\
            "tokens":[" really"," love"," you"],"token_ids":[2,3,4],"values":[0,0.9,0.1]}]}\
            """);
  }

  @Test
  void aDeadFeatureHasEmptySectionsAndNoMoments() {
    assertThat(written(Samples.dead(3), Optional.empty(), "{}"))
        .isEqualTo(
            """
            {"feature_index":3,"statistics":{"activation_frequency":0.0,"activation_count":0,\
            "max_activation":0.0,"mean_activation":0.0,"std_activation":0.0,"is_dead":true,\
            "decoder_norm":0.75},"histogram":{"bin_edges":[],"counts":[],"total_count":12,\
            "nonzero_count":0,"log_scale":true},"top_tokens":[],"activations":[]}\
            """);
  }

  @Test
  void writesNoMoreLogitsThanAskedFor() {
    assertThat(written(Samples.live(1), Optional.empty(), "{'logit_lens_k': 1}"))
        .contains("\"top_positive\":[{\"token\":\" love\",\"token_id\":3,\"value\":0.855}],");
  }

  @Test
  void aSectionThatWasNotComputedIsAbsent() {
    assertThat(written(statisticsOnly(1), Optional.empty(), "{}"))
        .isEqualTo(
            """
            {"feature_index":5,"statistics":{"activation_frequency":0.1,"activation_count":1,\
            "max_activation":1.0,"mean_activation":1.0,"std_activation":0.0,"is_dead":false,\
            "decoder_norm":1.0}}\
            """);
  }

  @Test
  void refusesANumberThatJsonDoesNotHave() {
    assertThatThrownBy(() -> written(statisticsOnly(Double.NaN), Optional.empty(), "{}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("feature 5")
        .hasMessageContaining("mean_activation is NaN");
    assertThatThrownBy(() -> written(statisticsOnly(1e39), Optional.empty(), "{}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mean_activation is Infinity");
  }

  /** The first example's fifth token, then its sixth. */
  @Test
  void halvesOfAPairInNeighbouringTokensAreWholeInTheContextAndReplacedInLists() {
    var halves = Samples.VOCABULARY.texts().clone();
    halves[4] = " \ud83d";
    halves[5] = "\ude00 ";
    assertThat(written(Samples.live(42), Optional.empty(), "{}", new FakeVocabulary(halves)))
        .contains("\"context_after\":\" 😀 \\\\u0000é😀\"")
        .contains("\" love\",\" \ufffd\",\"\ufffd \",\"\\\\u0000\"");
  }

  private static FeatureDashboard statisticsOnly(double mean) {
    return new FeatureDashboard(
        5,
        new FeatureStatistics(0.1, 1, 1, 1, mean, 0, false, 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        new double[0]);
  }

  private static String written(FeatureDashboard dashboard, Optional<Label> label, String config) {
    return written(dashboard, label, config, Samples.VOCABULARY);
  }

  private static String written(
      FeatureDashboard dashboard, Optional<Label> label, String config, FakeVocabulary vocabulary) {
    ExportOptions options = Samples.options(config);
    var writer = new FeatureJson(Samples.CACHE, new TokenTexts(vocabulary), options);
    var out = new ByteArrayOutputStream();
    try (var json = CompactJson.generator(out)) {
      writer.write(json, dashboard, label);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
