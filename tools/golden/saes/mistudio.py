"""Checkpoints of miStudio, whose code is no package: tensors by its names, encoded by its formulas (backend/src/ml/sparse_autoencoder.py, 2026-08)."""
import math

import torch
from safetensors.torch import save_file

from common import D_IN, D_SAE, Case, inputs, unit_rows, weights

LIBRARY = "by formula of miStudio (sparse_autoencoder.py, 2026-08)"


def rescaled(x):
    c = math.sqrt(D_IN) / x.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    return x * c, c


def save(target, name, model, kind, metadata, folder="layer_4_residual"):
    case = Case(target, name, f"checkpoint_1000/{folder}")
    tensors = {f"model.{key}": value for key, value in model.items()} | {"optimizer.step": torch.zeros(1)}
    save_file(tensors, case.source / "checkpoint.safetensors", {"step": "1000", "architecture": kind, **metadata})
    return case


def standard(target, name, seed, tied, normalization):
    model = {"encoder.weight": weights(seed, D_SAE, D_IN), "encoder.bias": weights(seed + 1, D_SAE, scale=0.1), "decoder_bias": weights(seed + 2, D_IN, scale=0.1)}
    if not tied:
        model["decoder.weight"] = weights(seed + 3, D_IN, D_SAE)
    case = save(target, name, model, "SparseAutoencoder", {"layer_idx": "4", "hook_type": "residual"} | ({"normalize_activations": normalization} if normalization else {}))
    x = inputs(seed + 9)
    z, c = (x, 1) if normalization == "none" else rescaled(x)
    a = ((z - model["decoder_bias"]) @ model["encoder.weight"].T + model["encoder.bias"]).relu()
    y = (a @ (model["encoder.weight"] if tied else model["decoder.weight"].T) + model["decoder_bias"]) / c
    case.write(LIBRARY, "mistudio", "standard", x, a, y, arithmetic=normalization != "none", hook_name="blocks.4.hook_resid_post", apply_b_dec_to_input=True,
               normalize_activations="none" if normalization == "none" else "constant_norm_rescale")


def topk(target):
    seed = 820
    model = {"b_pre": weights(seed, D_IN, scale=0.1), "encoder.weight": weights(seed + 1, D_SAE, D_IN), "encoder.bias": weights(seed + 2, D_SAE, scale=0.1),
             "decoder.weight": weights(seed + 3, D_IN, D_SAE)}
    case = save(target, "mistudio-topk", model, "TopKSAE", {"layer_idx": "4", "hook_type": "mlp", "top_k": "5", "normalize_activations": "constant_norm_rescale"}, "layer_4_mlp")
    x = inputs(seed + 9)
    z, c = rescaled(x)
    h = ((z - model["b_pre"]) @ model["encoder.weight"].T + model["encoder.bias"]).relu()
    top = h.topk(5, dim=-1)
    a = torch.zeros_like(h).scatter(-1, top.indices, top.values)
    case.write(LIBRARY, "mistudio", "topk", x, a, (a @ model["decoder.weight"].T + model["b_pre"]) / c, arithmetic=True, hook_name="blocks.4.hook_mlp_out", k=5, apply_b_dec_to_input=True,
               normalize_activations="constant_norm_rescale")


def jumprelu(target):
    seed = 830
    model = {"W_enc": weights(seed, D_SAE, D_IN), "b_enc": weights(seed + 1, D_SAE, scale=0.1), "W_dec": unit_rows(weights(seed + 2, D_SAE, D_IN)).T.contiguous(),
             "b_dec": weights(seed + 3, D_IN, scale=0.1), "activation.log_threshold": weights(seed + 4, D_SAE)}
    case = save(target, "mistudio-jumprelu", model, "JumpReLUSAE", {"normalize_activations": "none"}, "layer_4_attention")
    x = inputs(seed + 9)
    h = (x - model["b_dec"]) @ model["W_enc"].T + model["b_enc"]
    a = h * (h > model["activation.log_threshold"].exp())
    case.write(LIBRARY, "mistudio", "jumprelu", x, a, a @ model["W_dec"].T + model["b_dec"], arithmetic=True, hook_name="blocks.4.hook_attn_out", apply_b_dec_to_input=True, normalize_activations="none")


def transcoder(target):
    seed, d_out = 840, 6
    model = {"b_enc_center": weights(seed, D_IN), "encoder.weight": weights(seed + 1, D_SAE, D_IN), "encoder.bias": weights(seed + 2, D_SAE, scale=0.1),
             "decoder.weight": weights(seed + 3, d_out, D_SAE), "decoder.bias": weights(seed + 4, d_out, scale=0.1)}
    case = save(target, "mistudio-transcoder", model, "Transcoder", {"layer_idx": "4"}, "layer_4")
    x = inputs(seed + 9)
    a = ((x - model["b_enc_center"]) @ model["encoder.weight"].T + model["encoder.bias"]).relu()
    case.write(LIBRARY, "mistudio", "transcoder", x, a, a @ model["decoder.weight"].T + model["decoder.bias"], arithmetic=True, hook_name="blocks.4.hook_resid_post", apply_b_dec_to_input=False)


def skip(target):
    seed = 850
    model = {"encoder.weight": weights(seed, D_SAE, D_IN), "encoder.bias": weights(seed + 1, D_SAE, scale=0.1), "decoder.weight": weights(seed + 2, D_IN, D_SAE),
             "decoder_bias": weights(seed + 3, D_IN)}
    case = save(target, "mistudio-skip", model, "SkipAutoencoder", {"layer_idx": "4", "normalize_activations": "none", "skip_scale": "0.75"}, "layer_4")
    x = inputs(seed + 9)
    a = ((x - model["decoder_bias"]) @ model["encoder.weight"].T + model["encoder.bias"]).relu()
    case.write(LIBRARY, "mistudio", "skip_transcoder", x, a, 0.75 * x + a @ model["decoder.weight"].T + model["decoder_bias"], arithmetic=True, hook_name="blocks.4.hook_resid_post", apply_b_dec_to_input=False)


def make(target):
    standard(target, "mistudio-standard", 800, False, None)
    standard(target, "mistudio-standard-plain", 805, False, "none")
    standard(target, "mistudio-standard-tied", 810, True, "anthropic_rescale")
    topk(target)
    jumprelu(target)
    transcoder(target)
    skip(target)
