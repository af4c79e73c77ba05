package dev.npexport.engine.archive.neuronpedia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.FakeSae;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.ExportOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final ArchiveFacts FACTS =
      Samples.facts(FakeSae.of(4, 16), Samples.CACHE, ExportOptions.DEFAULTS);

  private final TokenTexts tokens = new TokenTexts(Samples.VOCABULARY);

  @Test
  void aFeatureRowHasEveryColumnRounded() throws IOException {
    assertThat(written(json -> new FeatureRow(FACTS, tokens).write(json, Samples.live(42))))
        .isEqualTo(
            """
            {"modelId":"gpt2-small","layer":"2-res-x","index":"42","sourceSetName":"res-x",\
            "creatorId":"clkht01d40000jv08hvalcvly","createdAt":"2026-08-21T10:00:00.000Z",\
            "maxActApprox":4.52,"hasVector":false,"vector":[],\
            "hookName":"blocks.2.hook_resid_post","vectorDefaultSteerStrength":4.52,\
            "topkCosSimIndices":[7,2],"topkCosSimValues":[1,-0.12346],\
            "neuron_alignment_indices":[1,0,2],"neuron_alignment_values":[0.5,0.25,0.125],\
            "neuron_alignment_l1":[0.4,0.2,0.1],"correlated_neurons_indices":[],\
            "correlated_neurons_pearson":[],"correlated_neurons_l1":[],\
            "correlated_features_indices":[4],"correlated_features_pearson":[0.33333],\
            "correlated_features_l1":[0.5],"pos_str":[" love","\ufffd"],\
            "pos_values":[0.855,0.00003],"neg_str":["\uff3cu0000","I"],"neg_values":[-0.45,-0.25],\
            "frac_nonzero":0.1,"freq_hist_data_bar_heights":[1,1],\
            "freq_hist_data_bar_values":[1.13,3.39],"logits_hist_data_bar_heights":[5,3],\
            "logits_hist_data_bar_values":[-0.5,0.5],"decoder_weights_dist":[]}""");
  }

  @Test
  void aDeadFeatureRowHasTheSameColumns() throws IOException {
    var live = written(json -> new FeatureRow(FACTS, tokens).write(json, Samples.live(1)));
    var dead = written(json -> new FeatureRow(FACTS, tokens).write(json, Samples.dead(3)));
    assertThat(keys(dead)).isEqualTo(keys(live));
    assertThat(dead)
        .contains("\"maxActApprox\":0,")
        .contains("\"vectorDefaultSteerStrength\":10,")
        .contains("\"frac_nonzero\":0.0,\"freq_hist_data_bar_heights\":[],")
        .contains("\"decoder_weights_dist\":[0.25,0.75]");
  }

  @Test
  void anActivationRowOfTheTopGroup() throws IOException {
    assertThat(activation(0))
        .isEqualTo(
            """
            {"id":"ccabe9c8b57891c21b69d5178",\
            "tokens":["<|end|>","I"," really"," love"," you","\ufffd","\uff3cu0000","é😀"],\
            "modelId":"gpt2-small","layer":"2-res-x","index":"42","maxValue":4.52,\
            "maxValueTokenIndex":3,"minValue":0,"values":[0,0,0.25,4.52,0,0,0,0.0001],\
            "creatorId":"clkht01d40000jv08hvalcvly","createdAt":"2026-08-21T10:00:00.000Z",\
            "dataIndex":null,"dataSource":null,"dfaValues":[],"dfaTargetIndex":null,\
            "dfaMaxValue":null,"lossValues":[],"logitContributions":null,"binMin":-1,\
            "binMax":4.52,"binContains":-1,"qualifyingTokenIndex":3}""");
  }

  @Test
  void anActivationRowOfAnIntervalHasItsBoundsAndCountsInItsWindow() throws IOException {
    assertThat(activation(1))
        .contains("\"tokens\":[\" really\",\" love\",\" you\"]")
        .contains("\"binMin\":0,\"binMax\":0.904,\"binContains\":0.5,\"qualifyingTokenIndex\":1}");
    assertThat(keys(activation(1))).isEqualTo(keys(activation(0)));
  }

  @Test
  void anExplanationRowNamesMethodAndModel() throws IOException {
    var label = Samples.label(42, "say \0", "Top Tokens/2", "openai/gpt-4o-mini");
    assertThat(written(json -> new ExplanationRow(FACTS).write(json, label, 1)))
        .isEqualTo(
            """
            {"id":"c7695a1580fd310757be10ce0","modelId":"gpt2-small","layer":"2-res-x",\
            "index":"42","description":"say \ufffd","authorId":"clkht01d40000jv08hvalcvly",\
            "typeName":"npexport_top_tokens_2","explanationModelName":"gpt-4o-mini",\
            "createdAt":"2026-08-21T10:00:00.000Z"}""");
  }

  @Test
  void explanationTypesOfNeuronpediaKeepTheirNames() throws IOException {
    var known = Samples.label(1, "x", "np_max-act-logits", null);
    assertThat(written(json -> new ExplanationRow(FACTS).write(json, known, 0)))
        .contains("\"typeName\":\"np_max-act-logits\",\"explanationModelName\":null");
    var none = Samples.label(1, "x", null, "provider/");
    assertThat(written(json -> new ExplanationRow(FACTS).write(json, none, 0)))
        .contains("\"typeName\":\"npexport_label\",\"explanationModelName\":null");
  }

  @Test
  void configRowsAreOnePerNameInOrder() {
    var rows =
        new ConfigRows(
            FACTS.names(),
            List.of(
                Samples.label(1, "x", "zeta", "b"),
                Samples.label(2, "x", "zeta", "org/a"),
                Samples.label(3, "x", null, null)));
    assertThat(rows.types().toString())
        .isEqualTo(
            """
            [{"name":"npexport_label","displayName":"npexport_label",\
            "description":"npexport_label","creatorName":"Ana",\
            "creatorId":"clkht01d40000jv08hvalcvly"}, \
            {"name":"npexport_zeta","displayName":"npexport_zeta",\
            "description":"npexport_zeta","creatorName":"Ana",\
            "creatorId":"clkht01d40000jv08hvalcvly"}]""");
    assertThat(rows.models().toString())
        .isEqualTo(
            """
            [{"name":"a","displayName":"a","description":"a","creatorName":"Ana"}, \
            {"name":"b","displayName":"b","description":"b","creatorName":"Ana"}]""");
  }

  @Test
  void metadataRowsHoldExactlyTheKeysWithAValue() {
    var rows = new MetadataRows(FACTS);
    assertThat(rows.release().toString())
        .isEqualTo(
            """
            {"name":"my-release","description":"Residual stream",\
            "descriptionShort":"Residual stream","creatorName":"Ana",\
            "creatorId":"clkht01d40000jv08hvalcvly","visibility":"PUBLIC","isNewUi":false,\
            "featured":false,"urls":["https://example.org"],"defaultSourceSetName":"res-x",\
            "defaultSourceId":"2-res-x","createdAt":"2026-08-21T10:00:00.000Z"}""");
    assertThat(rows.model().toString())
        .isEqualTo(
            """
            {"id":"gpt2-small","displayName":"gpt2","displayNameShort":"gpt2",\
            "creatorId":"clkht01d40000jv08hvalcvly","instruct":false,"inferenceEnabled":false,\
            "visibility":"PUBLIC","layers":12,"neuronsPerLayer":0,"dimension":8,\
            "owner":"openai-community","tlensId":"gpt2-small",\
            "website":"https://huggingface.co/openai-community/gpt2",\
            "createdAt":"2026-08-21T10:00:00.000Z","updatedAt":"2026-08-21T10:00:00.000Z"}""");
    assertThat(rows.sourceSet().toString())
        .isEqualTo(
            """
            {"modelId":"gpt2-small","name":"res-x","creatorId":"clkht01d40000jv08hvalcvly",\
            "creatorName":"Ana","description":"Residual stream","visibility":"PUBLIC",\
            "hasDashboards":true,"showCorrelated":true,"type":"",\
            "urls":["https://example.org"],"releaseName":"my-release",\
            "createdAt":"2026-08-21T10:00:00.000Z"}""");
    var config = JsonNodeFactory.instance.objectNode();
    assertThat(rows.source(config.put("d_sae", 16)).toString())
        .isEqualTo(
            """
            {"id":"2-res-x","modelId":"gpt2-small","setName":"res-x",\
            "creatorId":"clkht01d40000jv08hvalcvly","visibility":"PUBLIC","hasDashboards":true,\
            "inferenceEnabled":false,"saelensConfig":{"d_sae":16},"num_prompts":2,\
            "num_tokens_in_prompt":8,"dataset":"some/text",\
            "createdAt":"2026-08-21T10:00:00.000Z"}""");
  }

  private String activation(int number) throws IOException {
    var dashboard = Samples.live(42);
    var example = dashboard.examples().orElseThrow().get(number);
    return written(
        json ->
            new ActivationRow(FACTS, tokens)
                .write(json, new Numbers(json, 42), dashboard, example, number));
  }

  private static String keys(String row) throws IOException {
    var keys = new StringBuilder();
    new ObjectMapper()
        .readTree(row)
        .fieldNames()
        .forEachRemaining(key -> keys.append(key).append(' '));
    return keys.toString();
  }

  private static String written(RowWriter writer) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var json = CompactJson.generator(out)) {
      writer.write(json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private interface RowWriter {
    void write(JsonGenerator json) throws IOException;
  }
}
