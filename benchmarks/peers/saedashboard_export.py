"""SAEDashboard 0.8.0 on the shipped sample's layout, its own activation cache already warm.

usage: saedashboard_export.py --sae DIR --model DIR --activations FILE --features N [--batch 128] [--repeat-prompts K] [--runs 2]
A SAELens folder on that hook, a GPT-2 folder, and a columnar cache (for its tokens). The first run fills SAEDashboard's cache and is not
counted. Prints one JSON object: seconds of each counted run (features to batch JSON), features and tokens.
"""
import argparse
import json
import tempfile
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from sae_dashboard.layout import (
    ActsHistogramConfig,
    Column,
    FeatureTablesConfig,
    LogitsHistogramConfig,
    LogitsTableConfig,
    SaeVisLayoutConfig,
    SequencesConfig,
)
from sae_dashboard.neuronpedia.neuronpedia_converter import NeuronpediaConverter
from sae_dashboard.neuronpedia.neuronpedia_runner_config import NeuronpediaRunnerConfig
from sae_dashboard.sae_vis_data import SaeVisConfig
from sae_dashboard.sae_vis_runner import SaeVisRunner
from sae_lens import SAE, HookedSAETransformer
from transformer_lens import HookedTransformerConfig
from transformer_lens.pretrained.weight_conversions import convert_gpt2_weights
from transformers import AutoTokenizer, GPT2LMHeadModel

HOOK = "blocks.2.hook_resid_post"


def hooked_model(folder: Path):
    model = GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    c = model.config
    cfg = HookedTransformerConfig(
        n_layers=c.n_layer, d_model=c.n_embd, d_head=c.n_embd // c.n_head, n_heads=c.n_head, d_mlp=4 * c.n_embd, n_ctx=c.n_positions,
        d_vocab=c.vocab_size, act_fn="gelu_new", normalization_type="LN", eps=1e-5, attn_only=False,
        original_architecture="GPT2LMHeadModel", model_name="sample", device="cpu",
    )
    hooked = HookedSAETransformer(cfg)
    hooked.load_and_process_state_dict(
        convert_gpt2_weights(model, cfg), fold_ln=False, center_writing_weights=False, center_unembed=False, fold_value_biases=False
    )
    hooked.set_tokenizer(tokenizer)
    return hooked, tokenizer


def layout() -> SaeVisLayoutConfig:
    sequences = SequencesConfig(
        stack_mode="stack-all", buffer=None, compute_buffer=True, n_quantiles=5, top_acts_group_size=20, quantile_group_size=5
    )
    return SaeVisLayoutConfig(
        columns=[Column(FeatureTablesConfig(n_rows=3), ActsHistogramConfig(), LogitsTableConfig(), LogitsHistogramConfig(), sequences)]
    )


def export(hooked, sae, tokenizer, tokens, features, batch, cache, out: Path) -> float:
    vocabulary = {v: k for k, v in tokenizer.vocab.items()}
    start = time.perf_counter()
    for first in range(0, len(features), batch):
        part = features[first : first + batch]
        cfg = SaeVisConfig(
            hook_point=HOOK, features=part, minibatch_size_features=len(part), minibatch_size_tokens=32, quantile_feature_batch_size=64,
            device="cpu", dtype="float32", ignore_tokens={0}, feature_centric_layout=layout(), verbose=False, cache_dir=cache,
        )
        data = SaeVisRunner(cfg).run(encoder=sae, model=hooked, tokens=tokens)
        runner = NeuronpediaRunnerConfig(
            sae_set="res", sae_path="", outputs_dir="", n_prompts_total=len(tokens), n_tokens_in_prompt=tokens.shape[1], model_id="sample",
            layer=2, huggingface_dataset_path="sample",
        )
        (out / f"batch-{first // batch}.json").write_text(NeuronpediaConverter.convert_to_np_json(hooked, data, runner, vocabulary))
    return time.perf_counter() - start


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--sae", type=Path, required=True)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--activations", type=Path, required=True)
    ap.add_argument("--features", type=int, default=128)
    ap.add_argument("--batch", type=int, default=128)
    ap.add_argument("--repeat-prompts", type=int, default=1)
    ap.add_argument("--runs", type=int, default=2)
    ap.add_argument("--threads", type=int, default=0)
    a = ap.parse_args()
    if a.threads:
        torch.set_num_threads(a.threads)
    hooked, tokenizer = hooked_model(a.model)
    sae = SAE.load_from_disk(str(a.sae))
    tokens = load_file(a.activations)["tokens"].long().repeat(a.repeat_prompts, 1)
    features = list(range(a.features))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        cache = folder / "cache"
        cache.mkdir()
        with torch.no_grad():
            seconds = [export(hooked, sae, tokenizer, tokens, features, a.batch, cache, folder) for _ in range(a.runs + 1)]
    print(json.dumps({"seconds": seconds[1:], "features": a.features, "tokens": tokens.numel(), "threads": torch.get_num_threads()}))


if __name__ == "__main__":
    main()
