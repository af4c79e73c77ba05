package dev.npexport.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptions.NeuronpediaOptions;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class ConfigFlagsTest {

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temporary;

  @Test
  void everyFieldOfTheConfigHasAFlag() {
    var fields =
        Stream.concat(
                wireNames(ExportOptions.class, "").filter(name -> !name.equals("neuronpedia")),
                wireNames(NeuronpediaOptions.class, "neuronpedia."))
            .toList();
    assertThat(ConfigFlags.fields()).containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void noFlagsMakeAnEmptyConfig() {
    assertThat(read()).isEqualTo(json.createObjectNode());
  }

  @Test
  void flagsBecomeFieldsOfTheirType() throws Exception {
    assertThat(
            read(
                "--feature-selection=custom",
                "--feature-indices=3,17",
                "--feature-ranges=0-9,100-200",
                "--histogram-bins=40",
                "--no-include-examples",
                "--mask-unused-vocabulary",
                "--seed=7",
                "--neuronpedia-model-id=gpt2-small",
                "--neuronpedia-urls=https://example.org/a,https://example.org/b"))
        .isEqualTo(
            json.readTree(
                """
                {"feature_selection":"custom","feature_indices":[3,17],
                 "feature_ranges":["0-9","100-200"],"histogram_bins":40,"include_examples":false,
                 "mask_unused_vocabulary":true,"seed":7,
                 "neuronpedia":{"model_id":"gpt2-small",
                                "urls":["https://example.org/a","https://example.org/b"]}}
                """));
  }

  @Test
  void flagsReplaceFieldsOfTheConfigFile() throws Exception {
    Path file = temporary.resolve("config.json");
    Files.writeString(
        file, "{\"histogram_bins\":20,\"seed\":1,\"neuronpedia\":{\"release\":\"r\"}}");
    assertThat(read("--config=" + file, "--seed=2", "--neuronpedia-model-id=m"))
        .isEqualTo(
            json.readTree(
                "{\"histogram_bins\":20,\"seed\":2,"
                    + "\"neuronpedia\":{\"release\":\"r\",\"model_id\":\"m\"}}"));
  }

  @Test
  void refusesWhatIsOutOfRangeNamingTheField() {
    assertThatThrownBy(() -> read("--histogram-bins=5", "--top-tokens-k=1000"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("histogram_bins")
        .hasMessageContaining("top_tokens_k");
  }

  @Test
  void refusesAWordWhereANumberBelongs() {
    assertThatThrownBy(() -> read("--seed=lucky"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--seed: 'lucky' is not a number");
  }

  @Test
  void refusesAConfigFileThatHoldsNoObject() throws Exception {
    Path file = temporary.resolve("config.json");
    Files.writeString(file, "[1]");
    assertThatThrownBy(() -> read("--config=" + file))
        .isInstanceOf(ParameterException.class)
        .hasMessage(file + " holds ARRAY, not a JSON object");
  }

  @Test
  void saysWhereAConfigFileIsNotJson() throws Exception {
    Path file = temporary.resolve("config.json");
    Files.writeString(file, "{\"seed\": 1,}");
    assertThatThrownBy(() -> read("--config=" + file))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith(file + ": line 1 column 12: not valid JSON: ")
        .hasMessageNotContaining("Source");
  }

  private static ObjectNode read(String... flags) {
    var spec = CommandSpec.create().name("export");
    ConfigFlags.addTo(spec);
    new CommandLine(spec).parseArgs(flags);
    return ConfigFlags.read(spec);
  }

  private static Stream<String> wireNames(Class<?> type, String prefix) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> prefix + name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT));
  }
}
