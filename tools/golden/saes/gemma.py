"""Gemma Scope and Gemma Scope 2; what they encode to comes from SAELens's own loaders."""
import numpy as np
from safetensors.torch import save_file

from common import D_IN, D_SAE, Case, inputs, json_file, weights, with_saelens

def parameters(seed, d_out=D_IN):
    return {
        "w_enc": weights(seed, D_IN, D_SAE), "w_dec": weights(seed + 1, D_SAE, d_out), "b_enc": weights(seed + 2, D_SAE, scale=0.1),
        "b_dec": weights(seed + 3, d_out, scale=0.1), "threshold": weights(seed + 4, D_SAE).abs() * 0.4,
    }


def scope(target, name, repo, folder, seed, hook, save=np.savez, change=lambda key, value: value, **facts):
    case = Case(target, name, f"{repo}/{folder}")
    given = {key: change(key, value.numpy()) for key, value in parameters(seed).items()}
    save(case.source / "params.npz", **given)
    loader = "gemma_2_transcoder" if "transcoders" in repo else "gemma_2"
    overrides = {"d_in": D_IN, "d_sae": D_SAE}
    if loader == "gemma_2_transcoder":
        overrides["d_out"] = D_IN
    sae = with_saelens(loader, case.folder / repo, "google/" + repo, folder, **overrides)
    x = inputs(seed + 9)
    case.write_saelens(loader, "gemma-scope", sae, x, hook_name=hook, model_name="gemma-2-2b" + ("-it" if "-it-" in repo else ""),
               apply_b_dec_to_input=False, **facts)


def scope_2(target, name, folder, seed, hook, config=True, **facts):
    case = Case(target, name, f"gemma-scope-2-1b-pt/{folder}")
    given = parameters(seed)
    raw = {"architecture": "jump_relu", "model_name": "gemma-v3-1b-pt", "hf_hook_point_in": "model.layers.7." + {"attn_out": "self_attn.o_proj.input", "mlp_out": "post_feedforward_layernorm.output"}.get(folder.split("/")[0], "output")}
    if "transcoder" in folder:
        raw |= {"hf_hook_point_in": "model.layers.7.pre_feedforward_layernorm.output", "hf_hook_point_out": "model.layers.7.post_feedforward_layernorm.output",
                "affine_connection": "affine" in folder}
    if "affine" in folder:
        given["affine_skip_connection"] = weights(seed + 5, D_IN, D_IN)
    save_file(given, case.source / "params.safetensors")
    if config:
        json_file(case.source / "config.json", raw)
    sae = with_saelens("gemma_3", case.folder / "gemma-scope-2-1b-pt", "google/gemma-scope-2-1b-pt", folder)
    x = inputs(seed + 9)
    case.write_saelens("gemma_3", "gemma-scope-2", sae, x, hook_name=hook, model_name="gemma-3-1b-pt",
               apply_b_dec_to_input=False, **facts)


def make(target):
    layer = "layer_12/width_16k/average_l0_71"
    scope(target, "gemma-scope-res", "gemma-scope-2b-pt-res", layer, 100, "blocks.12.hook_resid_post", stated_l0=71)
    scope(target, "gemma-scope-res-deflated", "gemma-scope-2b-it-res", layer, 110, "blocks.12.hook_resid_post", save=np.savez_compressed)
    scope(target, "gemma-scope-res-fortran", "gemma-scope-2b-pt-res", layer, 120, "blocks.12.hook_resid_post", change=lambda key, value: np.asfortranarray(value))
    scope(target, "gemma-scope-res-float64", "gemma-scope-2b-pt-res", layer, 130, "blocks.12.hook_resid_post", change=lambda key, value: value.astype(np.float64))
    scope(target, "gemma-scope-res-float16", "gemma-scope-2b-pt-res", layer, 140, "blocks.12.hook_resid_post", change=lambda key, value: value.astype(np.float16))
    scope(target, "gemma-scope-mlp", "gemma-scope-2b-pt-mlp", "layer_3/width_16k/average_l0_50", 150, "blocks.3.hook_mlp_out")
    scope(target, "gemma-scope-att", "gemma-scope-2b-pt-att", "layer_3/width_16k/average_l0_50", 160, "blocks.3.attn.hook_z", reshape_activations="hook_z")
    scope(target, "gemma-scope-embedding", "gemma-scope-2b-pt-res", "embedding/width_4k/average_l0_6", 170, "hook_embed", arithmetic=True)
    scope(target, "gemma-scope-transcoder", "gemma-scope-2b-pt-transcoders", "layer_3/width_16k/average_l0_50", 180, "blocks.3.ln2.hook_normalized", hook_name_out="blocks.3.hook_mlp_out")
    scope_2(target, "gemma-scope-2-resid", "resid_post/layer_7_width_16k_l0_small", 200, "blocks.7.hook_resid_post")
    scope_2(target, "gemma-scope-2-resid-without-config", "resid_post/layer_7_width_16k_l0_big", 210, "blocks.7.hook_resid_post", config=False)
    scope_2(target, "gemma-scope-2-attn", "attn_out/layer_7_width_16k_l0_small", 220, "blocks.7.attn.hook_z", reshape_activations="none")
    scope_2(target, "gemma-scope-2-mlp", "mlp_out/layer_7_width_16k_l0_small", 230, "blocks.7.hook_mlp_out")
    scope_2(target, "gemma-scope-2-transcoder", "transcoder/layer_7_width_16k_l0_small", 240, "blocks.7.hook_mlp_in", hook_name_out="blocks.7.hook_mlp_out")
    scope_2(target, "gemma-scope-2-transcoder-affine", "transcoder/layer_7_width_16k_l0_small_affine", 250, "blocks.7.hook_mlp_in", hook_name_out="blocks.7.hook_mlp_out")
