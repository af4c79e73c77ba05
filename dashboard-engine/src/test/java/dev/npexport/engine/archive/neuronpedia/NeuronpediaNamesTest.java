package dev.npexport.engine.archive.neuronpedia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.archive.FakeSae;
import dev.npexport.engine.archive.Samples;
import dev.npexport.engine.dashboard.ExportOptions.NeuronpediaOptions;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeuronpediaNamesTest {

  @Test
  void everythingHasADefault() {
    var names = NeuronpediaNames.resolve(NeuronpediaOptions.DEFAULTS, defaults("gpt2-small"));
    assertThat(names)
        .isEqualTo(
            new NeuronpediaNames(
                "gpt2-small",
                "npexport-res-24k",
                "5-npexport-res-24k",
                "npexport-res-24k",
                "npexport",
                "hook_resid_post - 24576",
                List.of()));
    assertThat(names.id()).isEqualTo("gpt2-small/5-npexport-res-24k");
  }

  @Test
  void givenNamesAreTaken() {
    var given =
        Samples.options(
                "{'neuronpedia': {'model_id': 'm', 'source_set': 's', 'release': 'r',"
                    + " 'creator_name': 'c', 'description': 'd', 'urls': ['u']}}")
            .neuronpedia();
    var names = NeuronpediaNames.resolve(given, defaults("gpt2-small"));
    assertThat(names).isEqualTo(new NeuronpediaNames("m", "s", "5-s", "r", "c", "d", List.of("u")));
    assertThat(names.asOptions()).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1k",
    "1000, 1000",
    "16384, 16k",
    "1048576, 1m",
    "2097152, 2m",
    "1572864, 1536k",
    "1048577, 1048577",
    "512, 512"
  })
  void theWidthIsShortWhereItIsWhole(int features, String width) {
    assertThat(defaults("gpt2", "blocks.1.hook_resid_pre", features).sourceSet())
        .isEqualTo("npexport-res-" + width);
  }

  @Test
  void transcodersAndEmbeddingsHaveTheirOwnNames() {
    assertThat(defaults("gpt2", "hook_embed", 1024).layer()).isEqualTo("e");
    assertThat(defaults("gpt2", "hook_embed", 1024).sourceSet()).isEqualTo("npexport-emb-1k");
    var config = FakeSae.of(4, 1024).config();
    var transcoder =
        new SaeConfig(
            Architecture.SKIP_TRANSCODER,
            4,
            4,
            1024,
            true,
            config.hookName(),
            config.hookNameOut(),
            config.modelName(),
            config.datasetPath(),
            config.statedL0(),
            config.saelensConfig());
    assertThat(NameDefaults.of(transcoder, HookName.of("blocks.1.hook_mlp_in"), "m").sourceSet())
        .isEqualTo("npexport-transcoder-1k");
  }

  @ParameterizedTest
  @CsvSource({
    "google/gemma-2-2b, gemma-2-2b",
    "Qwen/Qwen2.5_7B, qwen2.5-7b",
    "my model, my-model",
    "'état', -tat"
  })
  void theModelIdFollowsFromTheName(String name, String id) {
    var expected = id.startsWith("-") ? Optional.<String>empty() : Optional.of(id);
    assertThat(defaults(name).modelId()).isEqualTo(expected);
  }

  @Test
  void neuronpediasOwnIdComesFirst() {
    assertThat(defaults("google/gemma-3-1b-pt").modelId()).contains("gemma-3-1b");
    assertThat(defaults("gemma-3-1b-pt").modelId()).contains("gemma-3-1b");
  }

  @Test
  void aModelIdThatCannotBeDerivedMustBeGiven() {
    assertThat(
            problems(NeuronpediaOptions.DEFAULTS, defaults("a-model-whose-name-is-far-too-long")))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.where()).isEqualTo("neuronpedia.model_id");
              assertThat(p.message()).contains("must be given");
            });
  }

  @Test
  void aDefaultThatBreaksItsRuleIsTheUsersToMend() {
    assertThat(
            problems(
                NeuronpediaOptions.DEFAULTS,
                defaults("gpt2", "blocks.1.a_hook_with_a_long_name_of_its_own", 1024)))
        .extracting(Problem::where)
        .containsExactly("neuronpedia.source_set");
  }

  @Test
  void aReleaseMayNotHideItsModel() {
    var given = Samples.options("{'neuronpedia': {'source_set': 'my-model'}}").neuronpedia();
    assertThat(problems(given, defaults("my-model")))
        .extracting(Problem::where)
        .containsExactly("neuronpedia.release");
  }

  private static List<Problem> problems(NeuronpediaOptions given, NameDefaults defaults) {
    return catchThrowableOfType(
            InputException.class, () -> NeuronpediaNames.resolve(given, defaults))
        .problems();
  }

  private static NameDefaults defaults(String modelName) {
    return defaults(modelName, "blocks.5.hook_resid_post", 24_576);
  }

  private static NameDefaults defaults(String modelName, String hook, int features) {
    return NameDefaults.of(FakeSae.of(1, features).config(), HookName.of(hook), modelName);
  }
}
