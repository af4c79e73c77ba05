"""Formats whose configuration is YAML: transcoders by layer, cross-layer transcoders, temporal SAEs; what they encode to comes from SAELens's own loaders."""
import torch
from safetensors.torch import save_file

from common import D_IN, D_SAE, Case, inputs, weights, with_saelens
from saelens import frame, randomised


def encoder(seed, suffix=""):
    return {f"W_enc{suffix}": weights(seed, D_SAE, D_IN), f"b_enc{suffix}": weights(seed + 1, D_SAE, scale=0.1), f"b_dec{suffix}": weights(seed + 2, D_IN, scale=0.1)}


def by_layer(target, name, seed, dtype=torch.float32, config=True):
    repo = "qwen3-1.7b-transcoders-lowl0"
    case = Case(target, name, f"{repo}/layer_3.safetensors")
    tensors = encoder(seed) | {"W_dec": weights(seed + 3, D_SAE, D_IN)}
    save_file({key: value.to(dtype) for key, value in tensors.items()}, case.source / "layer_3.safetensors")
    (case.source / ("wandb-config.yaml" if config else "wanb-config.yaml")).write_text(
        f"_wandb:\n    value:\n        cli_version: 0.19.11\n        t:\n            \"1\":\n                - 1\n                - 55\nd_model:\n    value: {D_IN}\nd_feature:\n    value: {D_SAE}\nbatch_size:\n    value: 256\nlr:\n    value: 2e-4\n")
    if config:
        (case.source / "config.yaml").write_text('model_name: "Qwen/Qwen3-1.7B"\nmodel_kind: transcoder_set\nfeature_input_hook: mlp.hook_in\nfeature_output_hook: hook_mlp_out\nscan: x\ntranscoders:\n  - a\n')
    sae = with_saelens("mwhanna_transcoder", case.source, "mwhanna/" + repo, "layer_3.safetensors")
    case.write_saelens("mwhanna_transcoder", "layer-transcoders", sae, inputs(seed + 9), hook_name="blocks.3.mlp.hook_in", hook_name_out="blocks.3.hook_mlp_out", model_name="qwen3-1.7b",
                       context_size=256, apply_b_dec_to_input=False)


def cross_layer(target, name, seed, layers):
    case = Case(target, name, "clt/W_enc_1.safetensors")
    save_file(encoder(seed, "_1"), case.source / "W_enc_1.safetensors")
    save_file({"W_dec_1": weights(seed + 3, D_SAE, layers, D_IN)}, case.source / "W_dec_1.safetensors")
    (case.source / "config.yaml").write_text("# a set of files\nmodel_name: google/gemma-2-2b\nmodel_kind: cross_layer_transcoder\nfeature_input_hook: hook_resid_mid\nfeature_output_hook: hook_mlp_out\n")
    sae = with_saelens("mntss_clt_layer_transcoder", case.source, "mntss/clt-gemma-2-2b-2.5M", "1")
    case.write_saelens("mntss_clt_layer_transcoder", "cross-layer-transcoder", sae, inputs(seed + 9), arithmetic=True, hook_name="blocks.1.hook_resid_mid", hook_name_out="blocks.1.hook_mlp_out",
                       model_name="gemma-2-2b", apply_b_dec_to_input=False)


def gemma_scope_2(target, name, seed, layers):
    repo = "gemma-scope-2-1b-pt"
    case = Case(target, name, f"{repo}/clt/width_16k_l0_small_affine/params_layer_2.safetensors")
    given = {"w_enc": weights(seed, D_IN, D_SAE), "w_dec": weights(seed + 1, D_SAE, layers, D_IN), "b_enc": weights(seed + 2, D_SAE, scale=0.1), "b_dec": weights(seed + 3, D_IN, scale=0.1),
             "threshold": weights(seed + 4, D_SAE).abs() * 0.4, "affine_skip_connection": weights(seed + 5, D_IN, D_IN)}
    save_file(given, case.source / "params_layer_2.safetensors")
    sae = with_saelens("gemma_3", case.folder / repo, "google/" + repo, "clt/width_16k_l0_small_affine/params_layer_2")
    case.write_saelens("gemma_3", "gemma-scope-2", sae, inputs(seed + 9), arithmetic=True, hook_name="blocks.2.hook_mlp_in", hook_name_out="blocks.2.hook_mlp_out", model_name="gemma-3-1b-pt",
                       apply_b_dec_to_input=False)


def temporal(target, name, seed, **options):
    case = Case(target, name, "gemma-2-2B/layer_12/temporal")
    sae = {"exp_factor": D_SAE / D_IN, "n_heads": 2, "n_attn_layers": 1, "bottleneck_factor": 4, "sae_diff_type": "topk", "kval_topk": 5, "tied_weights": True, "scaling_factor": 0.7} | options
    made = randomised(frame("temporal", **{key: sae[key] for key in ("n_heads", "n_attn_layers", "bottleneck_factor", "kval_topk", "tied_weights")}), seed)
    names = {"W_dec": "D", "b_dec": "b", "W_enc": "E"}
    save_file({names.get(key, key): value.contiguous() for key, value in made.state_dict().items()}, case.source / "latest_ckpt.safetensors")
    lines = "\n".join(f"  {key}: {str(value).lower() if isinstance(value, bool) else value}" for key, value in sae.items())
    (case.source / "conf.yaml").write_text(f"llm:\n  dimin: {D_IN}\nsae:\n{lines}\ndata:\n  dtype: float32\n")
    loaded = with_saelens("temporal", case.folder, "canrager/temporalSAEs", case.path)
    case.write_saelens("temporal", "temporal", loaded, inputs(seed + 19).unsqueeze(0), hook_name="blocks.12.hook_resid_post", model_name="gemma-2-2b", apply_b_dec_to_input=True,
                       normalize_activations="constant_scalar_rescale")


def make(target):
    by_layer(target, "layer-transcoders", 800)
    by_layer(target, "layer-transcoders-bfloat16", 810, torch.bfloat16, config=False)
    cross_layer(target, "cross-layer-transcoder", 820, 3)
    gemma_scope_2(target, "gemma-scope-2-cross-layer", 830, 3)
    temporal(target, "temporal", 840)
    temporal(target, "temporal-untied", 860, tied_weights=False, n_attn_layers=2, sae_diff_type="relu")
