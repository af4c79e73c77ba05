package dev.npexport.engine.archive.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.label.Label;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardPartsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Fingerprints INPUTS = new Fingerprints("a", "b", "c", "d");

  @Test
  void joinToWhatTheyWereCutFrom() {
    var dashboard =
        """
        {"feature_index":3,"statistics":{"is_dead":false,"decoder_norm":1.0},\
        "logit_lens":{"mean":-0.000010},"activations":[{"token":"é\\"🐋"}]}""";
    assertThat(join(dashboard, Optional.empty())).isEqualTo(dashboard);
  }

  @Test
  void takeALabelWithItsScore() throws Exception {
    var tree =
        JSON.readTree(
            join(
                "{\"feature_index\":3,\"label\":\"old\",\"statistics\":{\"is_dead\":true}}",
                label()));
    assertThat(tree)
        .isEqualTo(
            JSON.readTree(
                """
                {"feature_index": 3, "label": "new", "category": "kind",
                 "statistics": {"interpretability_score": 0.25, "is_dead": true}}"""));
  }

  @Test
  void holdNoNulThatADatabaseRefuses() throws Exception {
    var dashboard =
        "{\"feature_index\":3,\"top_tokens\":[{\"token\":\"\\u0000\\uE0000\\\\u0000\"}]}";
    var parts = DashboardParts.of(dashboard.getBytes(StandardCharsets.UTF_8));
    assertThat(JSON.readTree(parts.get("top_tokens")).at("/0/token").asText()).doesNotContain("\0");
    assertThat(JSON.readTree(DashboardParts.join(3, Optional.empty(), parts)))
        .isEqualTo(JSON.readTree(dashboard));
  }

  @Test
  void haveAKeyOfInputsAndParametersButNotOfTheSelection() throws Exception {
    var key = DashboardKey.of(INPUTS, ExportOptions.DEFAULTS);
    assertThat(DashboardKey.of(INPUTS, options("{\"feature_selection\": \"extracted\"}")))
        .isEqualTo(key);
    assertThat(DashboardKey.of(INPUTS, options("{\"logit_lens_k\": 3}"))).isNotEqualTo(key);
    assertThat(DashboardKey.of(new Fingerprints("a", "b", "c", "x"), ExportOptions.DEFAULTS))
        .isNotEqualTo(key);
  }

  private static ExportOptions options(String json) throws Exception {
    return ExportOptionsParser.parse(JSON.readTree(json));
  }

  private static String join(String dashboard, Optional<Label> label) {
    var parts = DashboardParts.of(dashboard.getBytes(StandardCharsets.UTF_8));
    return new String(DashboardParts.join(3, label, parts), StandardCharsets.UTF_8);
  }

  private static Optional<Label> label() {
    return Optional.of(
        new Label(
            3,
            Optional.of("new"),
            Optional.of("kind"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(0.25),
            Optional.empty()));
  }
}
