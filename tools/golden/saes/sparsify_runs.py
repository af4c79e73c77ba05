"""Sparse coders of eai-sparsify 1.3.3, saved and encoded by that library itself."""
import torch
from sparsify import SparseCoder, SparseCoderConfig

from common import D_IN, D_SAE, Case, inputs, json_file, unit_rows, weights


def run(target, name, folder, seed, hook, unit, dtype=torch.float32, latents=D_SAE, **options):
    facts = {key: options.pop(key) for key in ("hook_name_out",) if key in options}
    case = Case(target, name, f"run/{folder}")
    coder = SparseCoder(D_IN, SparseCoderConfig(k=4, num_latents=latents, expansion_factor=D_SAE // D_IN, **options), dtype=dtype)
    decoder = weights(seed + 1, D_SAE, D_IN)
    for parameter, value in ((coder.encoder.weight, weights(seed, D_SAE, D_IN)), (coder.encoder.bias, weights(seed + 2, D_SAE, scale=0.1)), (coder.b_dec, weights(seed + 3, D_IN, scale=0.1)),
                             (coder.W_dec, unit_rows(decoder) if unit else decoder)):
        parameter.data.copy_(value)
    coder.save_to_disk(case.source)
    json_file(case.source.parent / "config.json", {"model": "EleutherAI/pythia-160m", "dataset": "EleutherAI/rpj-v2-sample", "ctx_len": 1024})
    loaded = SparseCoder.load_from_disk(case.source).float()
    x = inputs(seed + 9)
    with torch.no_grad():
        top = loaded.encode(x)
        a = torch.zeros(len(x), D_SAE).scatter(-1, top.top_indices, top.top_acts)
        y = a @ loaded.W_dec + loaded.b_dec
    case.write("eai-sparsify 1.3.3", "sparsify", "topk", x, a, y, arithmetic=unit, hook_name=hook, model_name="pythia-160m", context_size=1024, k=4, rescale_acts_by_decoder_norm=unit,
               apply_b_dec_to_input=not options.get("transcode", False), **facts)


def make(target):
    run(target, "sparsify", "layers.5", 600, "blocks.5.hook_resid_post", unit=True)
    run(target, "sparsify-any-length", "layers.5", 610, "blocks.5.hook_resid_post", unit=False, normalize_decoder=False)
    run(target, "sparsify-bfloat16", "layers.5.mlp", 620, "blocks.5.hook_mlp_out", unit=False, dtype=torch.bfloat16, latents=0)
    run(target, "sparsify-transcoder", "h.5.mlp", 630, "blocks.5.mlp.hook_in", unit=False, transcode=True)
