package dev.npexport.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registering says of inputs, on variants of the shipped sample. */
class InputDescriberTest {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final Path COLUMNAR = SAMPLE.resolve("activations/columnar.safetensors");
  private static final int VOCABULARY = 4096;

  @TempDir Path work;

  @Test
  void aStatedL0FarFromTheCachesIsAWarning() throws IOException {
    var facts = describe(paths(copyOfSae("average_l0_71"), COLUMNAR));
    assertThat(facts.warnings())
        .singleElement()
        .asString()
        .contains("12.8 features fire")
        .contains("states an L0 of 71.0");
    assertThat(describe(paths(copyOfSae("average_l0_13"), COLUMNAR)).warnings()).isEmpty();
  }

  @Test
  void aCacheOfAnotherHookIsAWarning() throws IOException {
    var sae = copyOfSae("sae");
    edit(
        sae.resolve("cfg.json"), cfg -> metadata(cfg).put("hook_name", "blocks.1.hook_resid_post"));
    assertThat(describe(paths(sae, COLUMNAR)).warnings())
        .singleElement()
        .asString()
        .contains("captured at blocks.2.hook_resid_post, the SAE reads blocks.1.hook_resid_post");
  }

  @Test
  void aHookWithoutANameIsAProblem() throws IOException {
    var sae = copyOfSae("sae");
    edit(sae.resolve("cfg.json"), cfg -> metadata(cfg).remove("hook_name"));
    assertThat(problems(paths(sae, COLUMNAR)))
        .extracting(Problem::code, Problem::where)
        .contains(Tuple.tuple(ProblemCode.MISSING_FIELD, "hook_name"));
  }

  @Test
  void aModelWithoutAnIdOfItsOwnLeavesItOpen() throws IOException {
    var sae = copyOfSae("sae");
    edit(
        sae.resolve("cfg.json"),
        cfg -> metadata(cfg).put("model_name", "a-model-whose-name-is-much-too-long"));
    assertThat(describe(paths(sae, COLUMNAR)).neuronpediaModelId()).isEmpty();
  }

  @Test
  void theModelsFolderNamesItIfTheConfigDoesNot() throws IOException {
    var sae = copyOfSae("sae");
    edit(sae.resolve("cfg.json"), cfg -> metadata(cfg).remove("model_name"));
    assertThat(describe(paths(sae, COLUMNAR)).modelName()).contains("model");
  }

  @Test
  void weightsThatAreNotNumbersAreNamedWithTheirFeature() throws IOException {
    var sae = copyOfSae("sae");
    var weights = sae.resolve("sae_weights.safetensors");
    var bytes = Files.readAllBytes(weights);
    var decoder = dataOf(bytes, "W_dec");
    bytes[decoder + 4 * 128 * 3 + 2] = (byte) 0xc0;
    bytes[decoder + 4 * 128 * 3 + 3] = 0x7f;
    Files.write(weights, bytes);
    assertThat(problems(paths(sae, COLUMNAR)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.NOT_FINITE);
              assertThat(p.file()).endsWith("sae_weights.safetensors");
              assertThat(p.where()).isEqualTo("tensor W_dec");
              assertThat(p.message()).contains("feature 3");
            });
  }

  @Test
  void aModelOfAnotherWidthIsNamed() throws IOException {
    var sae = work.resolve("wide");
    Files.createDirectories(sae);
    var config =
        new ObjectMapper()
            .readValue(SAMPLE.resolve("sae-standard/cfg.json").toFile(), ObjectNode.class);
    config.put("d_in", 64).put("d_sae", 1024);
    Files.writeString(sae.resolve("cfg.json"), config.toString());
    var writer = new SafetensorsWriter();
    writer.add("W_dec", new long[] {1024, 64}, new float[1024 * 64]);
    writer.add("W_enc", new long[] {64, 1024}, new float[1024 * 64]);
    writer.add("b_dec", new long[] {64}, new float[64]);
    writer.add("b_enc", new long[] {1024}, new float[1024]);
    try (var out = Files.newOutputStream(sae.resolve("sae_weights.safetensors"))) {
      writer.write(out);
    }
    assertThat(problems(paths(sae, COLUMNAR)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.WIDTH_MISMATCH);
              assertThat(p.message()).contains("64").contains("128");
            });
  }

  @Test
  void everyEntryThatCannotBeIsToldBeforeAnExportIsStarted() throws IOException {
    var cache =
        jsonl(
            "{\"feature_index\":1,\"prompt_index\":0,\"token_ids\":[5,6],\"values\":[0.5,1]}",
            "{\"feature_index\":2,\"prompt_index\":1,\"token_ids\":[5,%d],\"values\":[0.5,1]}"
                .formatted(VOCABULARY));
    assertThat(problems(paths(SAMPLE.resolve("sae"), cache)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.INDEX_OUT_OF_RANGE);
              assertThat(p.message()).contains("4096");
            });
    var outside =
        jsonl("{\"feature_index\":1024,\"prompt_index\":0,\"token_ids\":[5],\"values\":[1]}");
    assertThat(problems(paths(SAMPLE.resolve("sae"), outside)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.INDEX_OUT_OF_RANGE);
              assertThat(p.message()).contains("1024");
            });
  }

  @Test
  void problemsOfDifferentInputsAreToldTogether() throws IOException {
    var labels = work.resolve("labels.jsonl");
    Files.writeString(labels, "{\"feature_index\": 1024, \"label\": \"x\"}\n");
    var sae = copyOfSae("sae");
    Files.delete(sae.resolve("sae_weights.safetensors"));
    var paths =
        new InputPaths(
            sae, work.resolve("no-model"), work.resolve("no-cache"), Optional.of(labels));
    // whether feature 1024 exists cannot be known without the SAE
    assertThat(problems(paths)).hasSize(3);
  }

  private Path jsonl(String... rows) throws IOException {
    var file = work.resolve("cache.jsonl");
    Files.writeString(
        file,
        "{\"format\":\"npexport-activations-jsonl\",\"version\":1,\"hook_name\":"
            + "\"blocks.2.hook_resid_post\",\"counted_tokens\":100,\"ignored_token_ids\":[],"
            + "\"decoder_norm_folded\":false}\n"
            + String.join("\n", rows)
            + "\n");
    return file;
  }

  private Path copyOfSae(String name) throws IOException {
    var to = work.resolve(name);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(SAMPLE.resolve("sae"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
    var json = new ObjectMapper().readValue(file.toFile(), ObjectNode.class);
    change.accept(json);
    Files.delete(file);
    Files.writeString(file, json.toString());
  }

  private static ObjectNode metadata(ObjectNode cfg) {
    return cfg.withObjectProperty("metadata");
  }

  /** Where a tensor's data begin in a safetensors file. */
  private static int dataOf(byte[] file, String tensor) throws IOException {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
    var header = new ObjectMapper().readTree(file, 8, length);
    return 8 + length + header.get(tensor).get("data_offsets").get(0).intValue();
  }

  private static InputPaths paths(Path sae, Path activations) {
    return new InputPaths(sae, SAMPLE.resolve("model"), activations, Optional.empty());
  }

  private static InputFacts describe(InputPaths paths) {
    try (var inputs = OpenInputs.open(paths)) {
      return InputDescriber.describe(inputs);
    }
  }

  private static List<Problem> problems(InputPaths paths) {
    return catchThrowableOfType(InputException.class, () -> describe(paths)).problems();
  }
}
