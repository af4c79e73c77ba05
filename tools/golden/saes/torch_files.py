"""Single PyTorch files: those that SAELens has a loader for go through it, OpenAI's are written and encoded by its formula."""
import torch

from common import D_IN, D_SAE, Case, inputs, json_file, unit_rows, weights, with_saelens


def linear(seed, suffix="", dtype=torch.float32):
    t = {f"encoder{suffix}.weight": weights(seed, D_SAE, D_IN), f"encoder{suffix}.bias": weights(seed + 1, D_SAE, scale=0.1),
         f"decoder{suffix}.weight": weights(seed + 2, D_IN, D_SAE), f"decoder{suffix}.bias": weights(seed + 3, D_IN, scale=0.1)}
    return {key: value.to(dtype) for key, value in t.items()}


def goodfire(target):
    file = "Llama-3.1-8B-Instruct-SAE-l19.pth"
    case = Case(target, "goodfire", file)
    torch.save(linear(700, "_linear"), case.source / file)
    sae = with_saelens("goodfire", case.folder, "Goodfire/Llama-3.1-8B-Instruct-SAE-l19", file, d_in=D_IN, d_sae=D_SAE)
    case.write_saelens("goodfire", "goodfire", sae, inputs(709), hook_name="blocks.19.hook_resid_post", model_name="meta-llama/Llama-3.1-8B-Instruct", apply_b_dec_to_input=False)


def deepseek(target):
    file = "DeepSeek-R1-Distill-Llama-8B-SAE-l19.pt"
    case = Case(target, "deepseek-r1", file)
    torch.save(linear(710, dtype=torch.bfloat16), case.source / file)
    sae = with_saelens("deepseek_r1", case.folder, "qresearch/DeepSeek-R1-Distill-Llama-8B-SAE-l19", file, d_in=D_IN, d_sae=D_SAE, dtype="float32")
    case.write_saelens("deepseek_r1", "deepseek-r1", sae, inputs(719), hook_name="blocks.19.hook_resid_post", apply_b_dec_to_input=False)


def qwen(target, name, seed, unit):
    repo, file = "SAE-Res-Qwen3-1.7B-Base-W32K-L0_5", "layer3.sae.pt"
    case = Case(target, name, f"{repo}/{file}")
    decoder = weights(seed + 1, D_SAE, D_IN)
    decoder = (unit_rows(decoder) if unit else decoder).T.contiguous()
    torch.save({"W_enc": weights(seed, D_SAE, D_IN), "W_dec": decoder, "b_enc": weights(seed + 2, D_SAE, scale=0.1), "b_dec": weights(seed + 3, D_IN, scale=0.1)}, case.source / file)
    sae = with_saelens("qwen_scope", case.folder / repo, "Qwen/" + repo, file, d_in=D_IN, d_sae=D_SAE)
    case.write_saelens("qwen_scope", "qwen-scope", sae, inputs(seed + 9), arithmetic=unit, hook_name="blocks.3.hook_resid_post", k=5, rescale_acts_by_decoder_norm=unit, apply_b_dec_to_input=False)


def hook_z(target):
    file = "gpt2-small_L5_Hcat_z_lr1.20e-03.pt"
    case = Case(target, "connor-rob-hook-z", file)
    torch.save({"W_enc": weights(730, D_IN, D_SAE), "W_dec": weights(731, D_SAE, D_IN), "b_enc": weights(732, D_SAE, scale=0.1), "b_dec": weights(733, D_IN, scale=0.1)}, case.source / file)
    json_file(case.source / file.replace(".pt", "_cfg.json"), {"act_size": D_IN, "dict_size": D_SAE, "act_name": "blocks.5.attn.hook_z"})
    sae = with_saelens("connor_rob_hook_z", case.folder, "ckkissane/attn-saes-gpt2-small-all-layers", file)
    case.write_saelens("connor_rob_hook_z", "connor-rob-hook-z", sae, inputs(739), hook_name="blocks.5.attn.hook_z", model_name="gpt2-small", reshape_activations="hook_z", apply_b_dec_to_input=True)


def openai(target, name, seed, activation, location, hook, tied=False, unit=False, nested=False):
    folder = f"{location}/autoencoders"
    case = Case(target, name, f"{folder}/7.pt")
    encoder = weights(seed, D_SAE, D_IN)
    decoder = weights(seed + 1, D_SAE, D_IN)
    decoder = encoder if tied else unit_rows(decoder) if unit else decoder
    state = {"pre_bias": weights(seed + 2, D_IN, scale=0.1), "latent_bias": weights(seed + 3, D_SAE, scale=0.1), "stats_last_nonzero": torch.zeros(D_SAE, dtype=torch.long),
             "latents_activation_frequency": torch.ones(D_SAE), "latents_mean_square": torch.zeros(D_SAE), "encoder.weight": encoder}
    if not tied:
        state["decoder.weight"] = decoder.T.contiguous()
    elif nested:
        state["decoder.linear.weight"] = encoder
    state["activation"] = activation
    state["activation_state_dict"] = {"k": 5, "postact_fn": "ReLU"} if activation == "TopK" else {}
    torch.save(state, case.source / "7.pt")
    x = inputs(seed + 9)
    mu = std = None
    z = x
    if activation == "TopK":
        mu = x.mean(dim=-1, keepdim=True)
        std = (x - mu).std(dim=-1, keepdim=True)
        z = (x - mu) / (std + 1e-5)
    h = (z - state["pre_bias"]) @ encoder.T + state["latent_bias"]
    if activation == "TopK":
        top = h.topk(5, dim=-1)
        h = torch.zeros_like(h).scatter(-1, top.indices, top.values)
    a = h.relu()
    y = a @ decoder + state["pre_bias"]
    y = y * std + mu if mu is not None else y
    facts = {"normalize_activations": "layer_norm", "k": 5, "rescale_acts_by_decoder_norm": unit} if activation == "TopK" else {}
    case.write("by formula of OpenAI sparse_autoencoder (model.py, 2024-06)", "openai", "topk" if activation == "TopK" else "standard", x, a, y, arithmetic=unit, hook_name=hook,
               model_name="gpt2-small", context_size=64, apply_b_dec_to_input=True, **facts)


def make(target):
    goodfire(target)
    deepseek(target)
    qwen(target, "qwen-scope", 720, False)
    qwen(target, "qwen-scope-unit", 725, True)
    hook_z(target)
    openai(target, "openai-relu", 740, "ReLU", "mlp_post_act", "blocks.7.mlp.hook_post")
    openai(target, "openai-relu-tied", 750, "ReLU", "resid_delta_mlp_v4", "blocks.7.hook_mlp_out", tied=True)
    openai(target, "openai-relu-tied-nested", 755, "ReLU", "resid_delta_mlp_v4", "blocks.7.hook_mlp_out", tied=True, nested=True)
    openai(target, "openai-topk", 760, "TopK", "resid_post_mlp_v5_32k", "blocks.7.hook_resid_post", unit=True)
    openai(target, "openai-topk-any-length", 770, "TopK", "resid_delta_attn_v5_128k", "blocks.7.hook_attn_out")
