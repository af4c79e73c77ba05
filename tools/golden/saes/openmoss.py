"""Llama Scope and what OpenMOSS's code saves.

Llama Scope and its R1 distillation go through SAELens's loaders, with decoder rows of length 1 as published. OpenMOSS's own package (llamascopium) is not
installed: the other cases write its tensors by their names and encode by its formula, hidden = x·W_E + b_E, scaled by the decoder's row lengths where told.
"""
import math

import torch
from safetensors.torch import save_file

from common import D_IN, D_SAE, Case, inputs, json_file, unit_rows, weights, with_saelens

HOOK = "blocks.5.hook_resid_post"
FORMULA = "by formula of OpenMOSS llamascopium 2026-05"


def linear(seed, d_out=D_IN, unit=True):
    decoder = weights(seed + 1, D_SAE, d_out)
    decoder = unit_rows(decoder) if unit else decoder
    return {"encoder.weight": weights(seed, D_SAE, D_IN), "decoder.weight": decoder.T.contiguous(), "encoder.bias": weights(seed + 2, D_SAE, scale=0.1),
            "decoder.bias": weights(seed + 3, d_out, scale=0.1)}


def llama_scope(target):
    case = Case(target, "llama-scope", "Llama3_1-8B-Base-L5R-8x")
    norm, s = 1.5, math.sqrt(D_IN) / 1.5
    json_file(case.source / "hyperparams.json", {
        "dtype": "torch.bfloat16", "hook_point_in": HOOK, "hook_point_out": HOOK, "use_decoder_bias": True, "apply_decoder_bias_to_pre_encoder": False, "d_model": D_IN, "d_sae": D_SAE,
        "act_fn": "jumprelu", "jump_relu_threshold": 0.2, "norm_activation": "dataset-wise", "dataset_average_activation_norm": {"in": norm, "out": norm},
        "sparsity_include_decoder_norm": True, "use_glu_encoder": False, "top_k": 50})
    (case.source / "checkpoints").mkdir()
    save_file(linear(300), case.source / "checkpoints" / "final.safetensors")
    sae = with_saelens("llama_scope", case.folder, "fnlp/Llama3_1-8B-Base-LXR-8x", "Llama3_1-8B-Base-L5R-8x", fold=s, dtype="float32")
    case.write_saelens("llama_scope, norm folded", "llama-scope", sae, inputs(309), arithmetic=True, hook_name=HOOK, model_name="meta-llama/Llama-3.1-8B", apply_b_dec_to_input=False)


def llama_scope_bfloat16(target):
    case = Case(target, "llama-scope-bfloat16", "Llama3_1-8B-Base-L5R-8x")
    json_file(case.source / "hyperparams.json", {"d_model": D_IN, "d_sae": D_SAE, "hook_point_in": HOOK, "jump_relu_threshold": 0.3,
                                                 "dataset_average_activation_norm": {"in": math.sqrt(D_IN)}})
    (case.source / "checkpoints").mkdir()
    save_file({key: value.bfloat16() for key, value in linear(310).items()}, case.source / "checkpoints" / "final.safetensors")
    sae = with_saelens("llama_scope", case.folder, "fnlp/Llama3_1-8B-Base-LXR-8x", "Llama3_1-8B-Base-L5R-8x", fold=1.0, dtype="float32")
    case.write_saelens("llama_scope, norm 1", "llama-scope", sae, inputs(319), arithmetic=True, hook_name=HOOK, model_name="meta-llama/Llama-3.1-8B", apply_b_dec_to_input=False)


def llama_scope_transcoder(target):
    case = Case(target, "llama-scope-transcoder", "Llama3_1-8B-Base-L5TC-8x")
    norm_in, norm_out, threshold = 2.0, 0.7, 0.2
    json_file(case.source / "hyperparams.json", {
        "hook_point_in": "blocks.5.ln2.hook_normalized", "hook_point_out": "blocks.5.hook_mlp_out", "use_decoder_bias": True, "d_model": D_IN, "d_sae": D_SAE, "act_fn": "jumprelu",
        "jump_relu_threshold": threshold, "norm_activation": "dataset-wise", "dataset_average_activation_norm": {"in": norm_in, "out": norm_out}, "sparsity_include_decoder_norm": True})
    (case.source / "checkpoints").mkdir()
    t = linear(320, unit=False)
    save_file(t, case.source / "checkpoints" / "final.safetensors")
    x = inputs(329)
    s_in, s_out = math.sqrt(D_IN) / norm_in, math.sqrt(D_IN) / norm_out
    h = (x * s_in) @ t["encoder.weight"].T + t["encoder.bias"]
    gate = h / s_in * (t["decoder.weight"] * s_in / s_out).norm(dim=0) > threshold
    a = h * gate
    case.write("by formula of OpenMOSS lm-saes 2024-10", "llama-scope", "jumprelu_transcoder", x, a, (a @ t["decoder.weight"].T + t["decoder.bias"]) / s_out, arithmetic=True,
               hook_name="blocks.5.ln2.hook_normalized", hook_name_out="blocks.5.hook_mlp_out", model_name="meta-llama/Llama-3.1-8B", apply_b_dec_to_input=False)


def r1_distill(target):
    case = Case(target, "llama-scope-r1-distill", "800M-Slimpajama-0-OpenR1-Math-220k/L5R")
    norm = 1.7
    json_file(case.source / "config.json", {"sae_type": "sae", "d_model": D_IN, "expansion_factor": D_SAE // D_IN, "act_fn": "jumprelu", "norm_activation": "dataset-wise", "hook_point_in": HOOK,
                                            "hook_point_out": HOOK, "use_decoder_bias": True, "sparsity_include_decoder_norm": True})
    t = linear(330) | {"log_jumprelu_threshold": weights(334, D_SAE), f"dataset_average_activation_norm.{HOOK}": torch.tensor(norm)}
    save_file(t, case.source / "sae_weights.safetensors")
    sae = with_saelens("llama_scope_r1_distill", case.folder, "fnlp/Llama-Scope-R1-Distill", "800M-Slimpajama-0-OpenR1-Math-220k/L5R", fold=math.sqrt(D_IN) / norm)
    case.write_saelens("llama_scope_r1_distill, norm folded", "openmoss", sae, inputs(339), arithmetic=True, hook_name=HOOK, apply_b_dec_to_input=False)


def current(target, name, seed, act, norm, include=False, unit=False, out_hook=HOOK, bias=True, **facts):
    case = Case(target, name, "sae")
    config = {"sae_type": "sae", "d_model": D_IN, "expansion_factor": D_SAE / D_IN, "use_decoder_bias": bias, "act_fn": act, "norm_activation": norm, "sparsity_include_decoder_norm": include,
              "top_k": 5, "hook_point_in": HOOK, "hook_point_out": out_hook, "use_glu_encoder": False, "dtype": "torch.float32"}
    json_file(case.source / "config.json", config)
    decoder = weights(seed + 1, D_SAE, D_IN)
    t = {"W_E": weights(seed, D_IN, D_SAE), "b_E": weights(seed + 2, D_SAE, scale=0.1), "W_D": unit_rows(decoder) if unit else decoder}
    if bias:
        t["b_D"] = weights(seed + 3, D_IN, scale=0.1)
    norms = {HOOK: 1.6, out_hook: 1.6 if out_hook == HOOK else 0.6}
    t |= {f"dataset_average_activation_norm.{hook}": torch.tensor(value) for hook, value in norms.items()}
    if act == "jumprelu":
        t["activation_function.log_jumprelu_threshold"] = weights(seed + 4, D_SAE)
    save_file(t, case.source / "sae_weights.safetensors")
    x = inputs(seed + 9)
    scale = {"inference": (1.0, 1.0), "dataset-wise": tuple(math.sqrt(D_IN) / norms[hook] for hook in (HOOK, out_hook)), "token-wise": (math.sqrt(D_IN) / x.norm(dim=1, keepdim=True),) * 2}[norm]
    h = (x * scale[0]) @ t["W_E"] + t["b_E"]
    length = t["W_D"].norm(dim=1) if include else torch.ones(D_SAE)
    g = h * length
    if act == "topk":
        g = g.relu()
        g = torch.zeros_like(g).scatter(-1, g.topk(5, dim=-1).indices, 1.0) * g
    elif act == "jumprelu":
        g = g * (g > t["activation_function.log_jumprelu_threshold"].exp())
    else:
        g = g * (g > 0)
    a = g / length
    y = (a @ t["W_D"] + (t["b_D"] if bias else 0)) / scale[1]
    if norm == "dataset-wise":
        a = a / scale[0]  # its inference mode, after standardize_parameters_of_dataset_norm
    kinds = {"relu": "standard", "jumprelu": "jumprelu", "topk": "topk"} if out_hook == HOOK else {"relu": "transcoder", "jumprelu": "jumprelu_transcoder"}
    case.write(FORMULA, "openmoss", kinds[act], x, a, y, arithmetic=norm != "inference" or act != "relu", hook_name=HOOK, apply_b_dec_to_input=False, **facts)


def make(target):
    llama_scope(target)
    llama_scope_bfloat16(target)
    llama_scope_transcoder(target)
    r1_distill(target)
    current(target, "openmoss-relu", 400, "relu", "inference")
    current(target, "openmoss-relu-dataset-norm", 410, "relu", "dataset-wise", bias=False)
    current(target, "openmoss-relu-token-norm", 420, "relu", "token-wise", normalize_activations="constant_norm_rescale")
    current(target, "openmoss-jumprelu", 430, "jumprelu", "dataset-wise", include=True)
    current(target, "openmoss-jumprelu-plain", 440, "jumprelu", "dataset-wise")
    current(target, "openmoss-topk", 450, "topk", "dataset-wise", include=True, unit=True, k=5)
    current(target, "openmoss-topk-plain", 460, "topk", "inference", k=5)
    current(target, "openmoss-transcoder", 470, "relu", "dataset-wise", out_hook="blocks.5.hook_mlp_out", hook_name_out="blocks.5.hook_mlp_out")
    current(target, "openmoss-jumprelu-transcoder", 480, "jumprelu", "dataset-wise", include=True, out_hook="blocks.5.hook_mlp_out", hook_name_out="blocks.5.hook_mlp_out")
