"""Golden numbers of a few features of samples/small, in float64 with NumPy.

usage: python tools/golden/dashboards.py > dashboard-engine/src/test/resources/golden/dashboards.json

Written from the definitions alone, dense where the engine is sparse. Needs numpy, safetensors and
torch (made with numpy 2.4, safetensors 0.8, torch 2.9). The Java test that reads the file is
dev.npexport.engine.dashboard.GoldenDashboardsTest.
"""
import json
from pathlib import Path

import numpy as np
from safetensors import safe_open

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "small"
K, BINS, TOKENS, TOP, INTERVALS, DRAWS, SEED = 20, 50, 20, 20, 5, 5, 42


def tensors(path):
    with safe_open(path, "pt") as f:
        found = {k: f.get_tensor(k) for k in f.keys()}
        return {
            k: (t.double() if t.is_floating_point() else t).numpy() for k, t in found.items()
        }, f.metadata() or {}


def edges(lo, hi, bins, log=False):
    if log:
        l, h = np.log10(lo), np.log10(hi)
        return [lo] + [10 ** (l + (h - l) * i / bins) for i in range(1, bins)] + [hi]
    return [lo + (hi - lo) * i / bins for i in range(bins)] + [hi]


def histogram(values, bounds):
    counts = [0] * (len(bounds) - 1)
    for v in values:
        i = int(np.searchsorted(bounds, v, "right")) - 1
        counts[min(max(i, 0), len(counts) - 1)] += 1
    return {"edges": [float(b) for b in bounds], "counts": counts}


def ranked(values, k, keep=None):
    order = np.lexsort((np.arange(len(values)), -values))
    if keep is not None:
        order = [i for i in order if keep(i)]
    return [int(i) for i in order[:k]]


MASK = (1 << 64) - 1


def mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


def examples(feature, x):
    """[prompt, position, interval or 0] of every example; x is [prompts, positions]"""
    best = x.argmax(axis=1)
    value = x.max(axis=1)
    rest = [p for p in range(len(x)) if value[p] > 0]
    rest.sort(key=lambda p: (-value[p], p))
    shown = [[p, int(best[p]), 0] for p in rest[:TOP]]
    rest = sorted(rest[TOP:])
    state, top = mix(mix(SEED) ^ feature), float(x.max())
    for k in range(INTERVALS, 0, -1):
        lower, upper = top * (k - 1) / INTERVALS, top * k / INTERVALS
        left = [p for p in rest if lower < value[p] <= upper]
        for _ in range(min(DRAWS, len(left))):
            state = state + 0x9E3779B97F4A7C15 & MASK
            p = left.pop(mix(state) * len(left) >> 64)
            shown.append([p, int(best[p]), k])
    return shown


def contains(x):
    v, top = x[x > 0], float(x.max())
    bounds = [top * k / INTERVALS for k in range(INTERVALS + 1)]
    return [float(((v > a) & (v <= b)).sum() / len(v)) for a, b in zip(bounds, bounds[1:])]


def main():
    sae, _ = tensors(SAMPLE / "sae" / "sae_weights.safetensors")
    model, _ = tensors(SAMPLE / "model" / "model.safetensors")
    unembedding = next(t for name, t in model.items() if name.endswith("wte.weight"))
    cache, meta = tensors(SAMPLE / "activations" / "columnar.safetensors")
    tokens, indptr = cache["tokens"], cache["indptr"]
    features, (prompts, length) = len(indptr) - 1, tokens.shape
    ignored = np.isin(tokens, [int(i) for i in meta["ignored_token_ids"].split(",")])
    norm = np.sqrt((sae["W_dec"] ** 2).sum(axis=1))
    decoder = sae["W_dec"] / np.maximum(norm, 1e-8)[:, None]
    unit = decoder / np.maximum(np.sqrt((decoder**2).sum(axis=1)), 1e-8)[:, None]
    scale = np.ones(features) if meta.get("decoder_norm_folded") == "true" else norm
    dense = np.zeros((features, prompts, length), np.float32)
    which = np.repeat(np.arange(features), np.diff(indptr))
    dense[which, cache["prompt"], cache["position"]] = cache["value"] * scale[which]
    dense *= ~ignored
    flat = dense.reshape(features, -1)[:, ~ignored.ravel()].astype(np.float64)
    counts = (flat > 0).sum(axis=1)
    live = np.flatnonzero(counts)
    by_count = live[np.argsort(counts[live], kind="stable")]
    chosen = {0, 7, 123, 1023, int(by_count[0]), int(by_count[-1])}
    chosen |= {int(i) for i in np.flatnonzero(counts == 0)[:1]}
    out = []
    for f in sorted(chosen):
        logits, v = unembedding @ decoder[f], flat[f][flat[f] > 0]
        row = {"feature": f, "decoder_norm": float(norm[f]), "count": len(v)}
        top, bottom = ranked(logits, K), ranked(-logits, K)
        row["logits"] = {
            "top_ids": top,
            "top_values": logits[top].tolist(),
            "bottom_ids": bottom,
            "bottom_values": logits[bottom].tolist(),
            "mean": float(logits.mean()),
            "std": float(logits.std()),
            "histogram": histogram(logits, edges(logits.min(), logits.max(), BINS)),
        }
        cosine = unit @ unit[f]
        near = ranked(cosine, 10, lambda i: i != f and norm[i] > 0)
        row["neighbours"] = {"indices": near, "values": cosine[near].tolist()}
        align = ranked(decoder[f], 3)
        row["alignment"] = {
            "indices": align,
            "values": decoder[f][align].tolist(),
            "l1": (np.abs(decoder[f][align]) / np.abs(decoder[f]).sum()).tolist(),
        }
        if len(v):
            row["frequency"] = len(v) / flat.shape[1]
            row["max"], row["mean"], row["std"] = float(v.max()), float(v.mean()), float(v.std())
            row["linear"] = histogram(v, edges(0, v.max(), BINS))
            row["log"] = histogram(v, edges(v.min(), v.max(), BINS, log=True))
            active = dense[f] > 0
            ids = tokens[active]
            total = np.bincount(ids, dense[f][active].astype(np.float64), len(unembedding))
            first = ranked(total, TOKENS, lambda i: total[i] > 0)
            row["top_tokens"] = [
                [t, int((ids == t).sum()), float(total[t]), float(dense[f][active][ids == t].max())]
                for t in first
            ]
            row["examples"] = examples(f, dense[f])
            row["contains"] = contains(dense[f])
            centred = flat - flat.mean(axis=1, keepdims=True)
            with np.errstate(all="ignore"):
                spread = np.sqrt((centred**2).sum(axis=1) * (centred[f] ** 2).sum())
                pearson = np.nan_to_num(centred @ centred[f] / spread, nan=-9)
            near = ranked(pearson, 3, lambda i: i != f and pearson[i] > 0)
            size = np.sqrt((flat**2).sum(axis=1) * (flat[f] ** 2).sum())
            row["correlated"] = {
                "indices": near,
                "values": pearson[near].tolist(),
                "l1": (flat @ flat[f] / np.maximum(size, 1e-300))[near].tolist(),
            }
        out.append(row)
    parameters = dict(
        logit_lens_k=K, histogram_bins=BINS, top_tokens_k=TOKENS, examples_per_feature=TOP,
        example_intervals=INTERVALS, seed=SEED,
    )
    print(json.dumps({"parameters": parameters, "features": out}, separators=(",", ":")))


main()
