"""Tiny random models of many families as transformers saves them, and what their own modules make of vectors at a hook.

usage: python tools/golden/models.py dashboard-engine/src/test/resources/golden/models     (needs saes/requirements.txt)

Each folder gets config.json, model.safetensors (float32) and golden.json: for the hooks of the MLP's neurons and of the heads, inputs and what the module behind W_out or W_O makes of them
in float64, less its bias, and the first row of the unembedding. The Java test that reads them is dev.npexport.engine.format.model.GoldenModelsTest.
"""
import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM

D, HIDDEN, HEADS, LAYERS, VOCABULARY = 8, 16, 2, 2, 12
LLAMA = {"hidden_size": D, "intermediate_size": HIDDEN, "num_attention_heads": HEADS, "num_key_value_heads": 1, "num_hidden_layers": LAYERS, "head_dim": 4}
GPT = {"n_embd": D, "n_head": HEADS, "n_layer": LAYERS, "n_positions": 16, "n_ctx": 16}
GATED = ("model.layers.1.mlp.down_proj", "model.layers.1.self_attn.o_proj")
FAMILIES = {
    "gpt2": (GPT, "transformer.h.1.mlp.c_proj", "transformer.h.1.attn.c_proj"),
    "gpt_neo": ({"hidden_size": D, "num_layers": LAYERS, "num_heads": HEADS, "attention_types": [[["global"], LAYERS]], "intermediate_size": HIDDEN, "max_position_embeddings": 16},
                "transformer.h.1.mlp.c_proj", "transformer.h.1.attn.attention.out_proj"),
    "gptj": (GPT | {"rotary_dim": 4}, "transformer.h.1.mlp.fc_out", "transformer.h.1.attn.out_proj"),
    "codegen": (GPT | {"rotary_dim": 4}, "transformer.h.1.mlp.fc_out", "transformer.h.1.attn.out_proj"),
    "gpt_bigcode": (GPT, "transformer.h.1.mlp.c_proj", "transformer.h.1.attn.c_proj"),
    "gpt_neox": (LLAMA, "gpt_neox.layers.1.mlp.dense_4h_to_h", "gpt_neox.layers.1.attention.dense"),
    "opt": ({"hidden_size": D, "ffn_dim": HIDDEN, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS, "word_embed_proj_dim": D, "max_position_embeddings": 16},
            "model.decoder.layers.1.fc2", "model.decoder.layers.1.self_attn.out_proj"),
    "bloom": ({"hidden_size": D, "n_head": HEADS, "n_layer": LAYERS}, "transformer.h.1.mlp.dense_4h_to_h", "transformer.h.1.self_attention.dense"),
    "falcon": ({"hidden_size": D, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS}, "transformer.h.1.mlp.dense_4h_to_h", "transformer.h.1.self_attention.dense"),
    "mpt": ({"d_model": D, "n_heads": HEADS, "n_layers": LAYERS, "max_seq_len": 16, "expansion_ratio": 2}, "transformer.blocks.1.ffn.down_proj", "transformer.blocks.1.attn.out_proj"),
    "mixtral": (LLAMA | {"num_local_experts": 2, "num_experts_per_tok": 1}, None, GATED[1]),
    "phi": (LLAMA | {"partial_rotary_factor": 0.5}, "model.layers.1.mlp.fc2", "model.layers.1.self_attn.dense"),
    "phi3": (LLAMA | {"pad_token_id": 0}, *GATED),
    "xglm": ({"d_model": D, "ffn_dim": HIDDEN, "attention_heads": HEADS, "num_layers": LAYERS, "max_position_embeddings": 16}, "model.layers.1.fc2", "model.layers.1.self_attn.out_proj"),
} | {name: (LLAMA, *GATED) for name in ("llama", "mistral", "qwen2", "qwen3", "gemma", "gemma2", "gemma3_text", "stablelm", "olmo", "olmo2", "cohere", "granite", "smollm3")}


def applied(module, x):
    with torch.no_grad():
        return (module(x) - module(torch.zeros_like(x))).tolist()


def make(target, name, options, mlp, attention):
    folder = Path(target) / name
    shutil.rmtree(folder, ignore_errors=True)
    config = AutoConfig.for_model(name, **options, vocab_size=VOCABULARY)
    for key in ("bos_token_id", "eos_token_id", "pad_token_id"):
        setattr(config, key, 0)
    torch.manual_seed(sum(name.encode()))
    model = AutoModelForCausalLM.from_config(config, torch_dtype=torch.float32)
    for value in model.parameters():
        value.data.normal_(0, 0.5)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    hooks = {}
    for hook, path in (("blocks.1.mlp.hook_post", mlp), ("blocks.1.attn.hook_z", attention)):
        if path is not None:
            module = model.get_submodule(path).double().eval()
            inputs = module.weight.numel() // D
            x = torch.randn(3, inputs, dtype=torch.float64, generator=torch.Generator().manual_seed(1)).float().double()
            hooks[hook] = {"inputs": x.tolist(), "outputs": applied(module, x)}
    row = model.get_output_embeddings().weight[3].double().tolist()
    (folder / "golden.json").write_text(json.dumps({"hooks": hooks, "unembedding_row_3": row}) + "\n")


if __name__ == "__main__":
    for family, case in FAMILIES.items():
        make(sys.argv[1], family, *case)
