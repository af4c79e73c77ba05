"""Computes what the sample's activation caches hold once they are prepared, in float64 with numpy.

usage: python tools/golden/activations_golden.py > dashboard-engine/src/test/resources/dev/npexport/engine/format/activation/golden.json

Needs numpy, torch and safetensors. For each pair of a cache and an SAE: number of activations, counted tokens, the largest number of
features active at one place, and of some features the count, sum, sum of squares, maximum, and the places and values of the first few.
"""
import json
from pathlib import Path

import numpy as np
from safetensors import safe_open

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "small"
D_SAE = 1024
IGNORED = [0]  # <|endoftext|>, all of the tokenizer's special tokens
FEATURES = [0, 1, 7, 255, 256, 511, 512, 800, 1023]


def tensors(path):
    with safe_open(str(path), "pt") as f:
        return {k: f.get_tensor(k) for k in f.keys()}


def columnar():
    t = tensors(SAMPLE / "activations" / "columnar.safetensors")
    indptr = t["indptr"].numpy()
    feature = np.repeat(np.arange(D_SAE), np.diff(indptr))
    return feature, t["prompt"].numpy(), t["position"].numpy(), t["value"].double().numpy(), t["tokens"].numpy()


def delphi():
    parts = []
    for path in sorted((SAMPLE / "activations" / "delphi").rglob("*_*.safetensors"), key=lambda p: int(p.stem.split("_")[0])):
        t = tensors(path)
        location = t["locations"].numpy().astype(np.int64)
        parts.append((location[:, 2] + int(path.stem.split("_")[0]), location[:, 0], location[:, 1], t["activations"].double().numpy()))
        tokens = t["tokens"].numpy()
    return (*map(np.concatenate, zip(*parts)), tokens)


def lengths(sae):
    w = tensors(SAMPLE / sae / "sae_weights.safetensors")["W_dec"].double().numpy()
    return np.sqrt((w * w).sum(1))


def prepared(cache, norm):
    feature, prompt, position, value, tokens = cache
    value = (value * norm[feature]).astype(np.float32).astype(np.float64)
    ignored = np.isin(tokens, IGNORED)
    keep = (value > 0) & ~ignored[prompt, position]
    feature, prompt, position, value = feature[keep], prompt[keep], position[keep], value[keep]
    order = np.lexsort((position, prompt, feature))
    feature, prompt, position, value = feature[order], prompt[order], position[order], value[order]
    place = prompt.astype(np.int64) * tokens.shape[1] + position
    start = np.searchsorted(feature, np.arange(D_SAE + 1))
    features = []
    for f in FEATURES:
        s = slice(start[f], start[f + 1])
        v = value[s]
        features.append({
            "feature": f,
            "count": len(v),
            "sum": float(np.add.accumulate(v)[-1]) if len(v) else 0.0,
            "sum_of_squares": float(np.add.accumulate(v * v)[-1]) if len(v) else 0.0,
            "max": float(v.max()) if len(v) else 0.0,
            "first_prompts": prompt[s][:5].tolist(),
            "first_positions": position[s][:5].tolist(),
            "first_values": v[:5].tolist(),
        })
    return {
        "nonzeros": len(value),
        "counted_tokens": int((~ignored).sum()),
        "mean_l0": len(value) / int((~ignored).sum()),
        "max_active": int(np.bincount(place).max()),
        "dead": int((np.diff(start) == 0).sum()),
        "features": features,
    }


def main():
    caches = {"columnar": columnar(), "delphi": delphi()}
    out = {f"{name} with {sae}": prepared(cache, lengths(sae)) for name, cache in caches.items() for sae in ("sae", "sae-standard")}
    print(json.dumps(out, indent=1))


main()
