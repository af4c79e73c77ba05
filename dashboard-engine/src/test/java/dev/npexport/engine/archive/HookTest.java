package dev.npexport.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookTest {

  @ParameterizedTest
  @CsvSource({
    "blocks.2.hook_resid_post, 2, hook_resid_post, res",
    "blocks.12.hook_resid_pre, 12, hook_resid_pre, res",
    "blocks.0.hook_resid_mid, 0, hook_resid_mid, res-mid",
    "blocks.5.attn.hook_z, 5, attn.hook_z, att",
    "blocks.5.hook_attn_out, 5, hook_attn_out, att",
    "blocks.5.hook_mlp_out, 5, hook_mlp_out, mlp",
    "blocks.5.mlp.hook_post, 5, mlp.hook_post, mlp",
    "blocks.5.ln2.hook_normalized, 5, ln2.hook_normalized, hook-normalized",
    "blocks.5.hook_mlp_in, 5, hook_mlp_in, hook-mlp-in",
    "hook_embed, -1, hook_embed, emb",
    "ln_final.hook_normalized, -1, ln_final.hook_normalized, hook-normalized",
    "model.layers.2.output, 2, model.layers.2.output, res",
    "model.layers.17, 17, model.layers.17, res",
    "model.layers.3.self_attn.o_proj.input, 3, model.layers.3.self_attn.o_proj.input, att",
    "model.layers.3.post_feedforward_layernorm.output, 3, model.layers.3.post_feedforward_layernorm.output, mlp",
    "h.12345678901.x, -1, h.12345678901.x, x"
  })
  void tellsLayerPointAndSite(String name, int layer, String point, String site) {
    var hook = new Hook(name);
    assertThat(hook.layer().orElse(-1)).isEqualTo(layer);
    assertThat(hook.point()).isEqualTo(point);
    assertThat(hook.site()).isEqualTo(site);
  }
}
