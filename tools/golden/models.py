"""Tiny random models of many families as transformers saves them, and what their own modules make of vectors at a hook.

usage: python tools/golden/models.py dashboard-engine/src/test/resources/golden/models     (needs saes/requirements.txt)

Each folder gets config.json, model.safetensors (float32) and golden.json: for the hooks of the MLP's neurons and of the heads, inputs and what the module behind W_out or W_O makes of them
in float64, less its bias; the number of heads; row 3 of the unembedding; and what the final norm multiplies by, found by running it. The Java test that reads them is dev.npexport.engine.format.model.GoldenModelsTest.
"""
import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForImageTextToText

D, HIDDEN, HEADS, LAYERS, VOCABULARY = 8, 16, 2, 2, 12
LLAMA = {"hidden_size": D, "intermediate_size": HIDDEN, "num_attention_heads": HEADS, "num_key_value_heads": 1, "num_hidden_layers": LAYERS, "head_dim": 4}
GPT = {"n_embd": D, "n_head": HEADS, "n_layer": LAYERS, "n_positions": 16, "n_ctx": 16}
MIXTURE = LLAMA | {"num_experts": 2, "num_local_experts": 2, "num_experts_per_tok": 1, "moe_intermediate_size": HIDDEN}
LATENT = {"kv_lora_rank": 4, "q_lora_rank": 4, "qk_rope_head_dim": 2, "qk_nope_head_dim": 2, "v_head_dim": 4, "n_routed_experts": 2, "n_shared_experts": 1, "n_group": 1, "topk_group": 1,
          "first_k_dense_replace": 1, "num_key_value_heads": HEADS}
IMAGES = {"hidden_size": D, "intermediate_size": D, "num_attention_heads": 1, "num_hidden_layers": 1, "image_size": 4, "patch_size": 2}
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
    "qwen3_moe": (MIXTURE, None, GATED[1]),
    "olmoe": (MIXTURE, None, GATED[1]),
    "gpt_oss": (MIXTURE | {"sliding_window": 8}, None, GATED[1]),
    "deepseek_v3": (MIXTURE | LATENT, None, GATED[1]),
    "gemma3": ({"text_config": LLAMA | {"vocab_size": VOCABULARY}, "vision_config": IMAGES, "mm_tokens_per_image": 4},
               "model.language_model.layers.1.mlp.down_proj", "model.language_model.layers.1.self_attn.o_proj"),
    "mamba": ({"hidden_size": D, "num_hidden_layers": LAYERS, "state_size": 2}, None, None),
    "mamba2": ({"hidden_size": D, "num_hidden_layers": LAYERS, "state_size": 2, "num_heads": 2, "head_dim": 8, "n_groups": 1}, None, None),
    "phi": (LLAMA | {"partial_rotary_factor": 0.5}, "model.layers.1.mlp.fc2", "model.layers.1.self_attn.dense"),
    "phi3": (LLAMA | {"pad_token_id": 0}, *GATED),
    "xglm": ({"d_model": D, "ffn_dim": HIDDEN, "attention_heads": HEADS, "num_layers": LAYERS, "max_position_embeddings": 16}, "model.layers.1.fc2", "model.layers.1.self_attn.out_proj"),
} | {name: (LLAMA, *GATED) for name in ("llama", "mistral", "qwen2", "qwen3", "gemma", "gemma2", "gemma3_text", "stablelm", "olmo", "olmo2", "cohere", "granite", "smollm3")}

NORMS = {"gpt_neox": "gpt_neox.final_layer_norm", "opt": "model.decoder.final_layer_norm", "mpt": "transformer.norm_f", "phi": "model.final_layernorm", "xglm": "model.layer_norm",
         "gemma3": "model.language_model.norm", "mamba": "backbone.norm_f", "mamba2": "backbone.norm_f", "olmo": None} | {
    name: "transformer.ln_f" for name in ("gpt2", "gpt_neo", "gptj", "codegen", "gpt_bigcode", "bloom", "falcon")}


def scale(norm):
    """What a norm multiplies by: of inputs that it leaves as they are but for their length, and whose mean is 0."""
    signs = torch.tensor([1.0, -1.0] * (D // 2), dtype=torch.float64)
    with torch.no_grad():
        return ((norm(1e4 * signs) - norm(-1e4 * signs)) / 2 * signs).tolist()


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
    kind = AutoModelForImageTextToText if name == "gemma3" else AutoModelForCausalLM
    model = kind.from_config(config, torch_dtype=torch.float32)
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
    norm = NORMS.get(name, "model.norm")
    final = {} if norm is None else {"final_norm": scale(model.get_submodule(norm).double().eval())}
    (folder / "golden.json").write_text(json.dumps({"hooks": hooks, "heads": HEADS, "unembedding_row_3": row} | final) + "\n")


if __name__ == "__main__":
    for family, case in FAMILIES.items():
        make(sys.argv[1], family, *case)
