package dev.npexport.engine.format.sae;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyConfigTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  @Test
  void migratesTheFlatLayoutOfVersionThree() throws IOException {
    ObjectNode migrated =
        migrate(
            """
            {"d_in":3,"d_sae":4,"dtype":"torch.float32","device":"cuda","model_name":"gpt2-small",
             "hook_point":"blocks.8.hook_resid_pre","hook_point_layer":8,
             "hook_point_head_index":null,"activation_fn":"relu","normalize_activations":true,
             "dataset_path":"Skylion007/openwebtext","context_size":128,"l1_coefficient":8e-5,
             "finetuning_scaling_factor":false,"activation_fn_kwargs":null}
            """);
    assertThat(migrated)
        .isEqualTo(
            JSON.readTree(
                """
                {"architecture":"standard","d_in":3,"d_sae":4,"dtype":"float32","device":"cpu",
                 "apply_b_dec_to_input":true,"normalize_activations":"expected_average_only_in",
                 "reshape_activations":"none",
                 "metadata":{"sae_lens_version":"6.18.0","model_name":"gpt2-small",
                  "hook_name":"blocks.8.hook_resid_pre","hook_head_index":null,
                  "context_size":128,"dataset_path":"Skylion007/openwebtext","prepend_bos":true,
                  "model_from_pretrained_kwargs":{}}}
                """));
  }

  @Test
  void turnsATopKActivationIntoTheTopkArchitecture() throws IOException {
    ObjectNode migrated =
        migrate(
            """
            {"architecture":"standard","d_in":3,"d_sae":4,"dtype":"torch.bfloat16",
             "activation_fn_str":"topk","activation_fn_kwargs":{"k":32},
             "hook_name":"blocks.1.attn.hook_z"}
            """);
    assertThat(migrated.get("architecture").textValue()).isEqualTo("topk");
    assertThat(migrated.get("k").intValue()).isEqualTo(32);
    assertThat(migrated.get("dtype").textValue()).isEqualTo("bfloat16");
    assertThat(migrated.get("reshape_activations").textValue()).isEqualTo("hook_z");
  }

  @ParameterizedTest
  @CsvSource({
    "true, expected_average_only_in",
    "false, none",
    "null, none",
    "'\"layer_norm\"', layer_norm"
  })
  void migratesTheNormalization(String old, String expected) throws IOException {
    ObjectNode flat = JSON.createObjectNode();
    JsonNode value = JSON.readTree(old);
    flat.set("normalize_activations", value);
    assertThat(LegacyConfig.migrate(flat).get("normalize_activations").textValue())
        .isEqualTo(expected);
  }

  @Test
  void opensAFlatFolderAndWritesVersionSix() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    ObjectNode metadata = folder.metadata();
    folder.config.remove("metadata");
    metadata.remove("sae_lens_version");
    folder.config.setAll(metadata);
    folder.config.put("activation_fn_str", "tanh-relu");
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.config().hookName()).contains("blocks.5.hook_resid_post");
      assertThat(sae.config().saelensConfig().at("/metadata/sae_lens_version").textValue())
          .isEqualTo("6.18.0");
      assertThat(sae.warnings()).singleElement().asString().contains("tanh-relu");
    }
  }

  @Test
  void keepsMetadataThatStatesNoVersionAndSaysSo() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.metadata().put("sae_lens_version", "mistudio-1");
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.config().hookName()).contains("blocks.5.hook_resid_post");
      assertThat(sae.config().saelensConfig().at("/metadata/sae_lens_version").textValue())
          .isEqualTo("6.18.0");
      assertThat(sae.warnings()).singleElement().asString().contains("mistudio-1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6.18.0, true",
    "6.0.0-rc.0, true",
    "6.54.12, true",
    "6.18.0+java, true",
    "v10.0, true",
    "5.11.0, false",
    "3.0, false",
    "'', false",
    "mistudio-1, false",
    "6.x, false",
    "0006, false"
  })
  void knowsWhichVersionsHaveTheNewLayout(String version, boolean expected) {
    assertThat(SaelensVersion.isSixOrLater(version)).isEqualTo(expected);
  }

  private static ObjectNode migrate(String flat) throws IOException {
    return LegacyConfig.migrate((ObjectNode) JSON.readTree(flat));
  }

  @Test
  void takesALongVersionForNone() {
    assertThat(SaelensVersion.isSixOrLater("6" + ".1".repeat(50_000))).isFalse();
    assertThat(SaelensVersion.isSixOrLater("6.1.1")).isTrue();
  }
}
