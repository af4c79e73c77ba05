package dev.npexport.engine.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.model.HookName.Space;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookNameTest {

  @ParameterizedTest
  @CsvSource({
    // name, layer (-1 for none), hook_point, space, site
    "blocks.2.hook_resid_post, 2, hook_resid_post, RESIDUAL, res",
    "blocks.0.hook_resid_pre, 0, hook_resid_pre, RESIDUAL, res",
    "blocks.11.hook_resid_mid, 11, hook_resid_mid, RESIDUAL, res-mid",
    "blocks.3.hook_attn_out, 3, hook_attn_out, RESIDUAL, att",
    "blocks.3.attn.hook_z, 3, attn.hook_z, HEADS, att",
    "blocks.3.hook_mlp_out, 3, hook_mlp_out, RESIDUAL, mlp",
    "blocks.3.hook_mlp_in, 3, hook_mlp_in, RESIDUAL, hook-mlp-in",
    "blocks.3.mlp.hook_in, 3, mlp.hook_in, RESIDUAL, mlp",
    "blocks.3.mlp.hook_post, 3, mlp.hook_post, MLP, mlp",
    "blocks.3.mlp.hook_pre, 3, mlp.hook_pre, MLP, mlp",
    "blocks.3.mlp.hook_pre_linear, 3, mlp.hook_pre_linear, OTHER, mlp",
    "blocks.5.ln2.hook_normalized, 5, ln2.hook_normalized, RESIDUAL, hook-normalized",
    "ln_final.hook_normalized, -1, ln_final.hook_normalized, RESIDUAL, hook-normalized",
    "hook_embed, -1, hook_embed, RESIDUAL, emb",
    "blocks.4.attn.hook_q, 4, attn.hook_q, OTHER, hook-q",
    "blocks.4.attn.hook_result, 4, attn.hook_result, OTHER, hook-result",
    "model.layers.17, 17, model.layers.17, RESIDUAL, res",
    "model.layers.17.output, 17, model.layers.17.output, RESIDUAL, res",
    "transformer.h.2, 2, transformer.h.2, RESIDUAL, res",
    "layers.14, 14, layers.14, RESIDUAL, res",
    "layers.14.mlp, 14, layers.14.mlp, RESIDUAL, mlp",
    "model.layers.9.self_attn.o_proj.input, 9, model.layers.9.self_attn.o_proj.input, HEADS, att",
    "model.layers.9.post_feedforward_layernorm.output, 9,"
        + " model.layers.9.post_feedforward_layernorm.output, RESIDUAL, mlp",
    "model.layers.9.pre_feedforward_layernorm.output, 9,"
        + " model.layers.9.pre_feedforward_layernorm.output, RESIDUAL, hook-normalized",
    "model.layers.9.mlp.gate_proj, 9, model.layers.9.mlp.gate_proj, OTHER, mlp",
    "blocks.99999999999.hook_x, -1, hook_x, OTHER, hook-x"
  })
  void saysWhatAHookIs(String name, int layer, String point, Space space, String site) {
    HookName hook = HookName.of(name);
    assertThat(hook.layer().orElse(-1)).isEqualTo(layer);
    assertThat(hook.point()).isEqualTo(point);
    assertThat(hook.space()).isEqualTo(space);
    assertThat(hook.site()).isEqualTo(site);
  }
}
