"""Every inference architecture as SAELens 6.54.12 saves it, and the flat layouts of its versions 2 to 5, which it still loads."""
import torch
from safetensors.torch import save_file
from sae_lens.saes.sae import SAE

from common import D_IN, D_SAE, Case, encoded, inputs, json_file, output, weights

ARCHITECTURES = {
    "standard": {}, "topk": {"k": 5}, "jumprelu": {"apply_b_dec_to_input": False}, "gated": {}, "transcoder": {"d_out": 6}, "skip_transcoder": {"d_out": 6}, "jumprelu_transcoder": {"d_out": 6},
    "jumprelu_skip_transcoder": {"d_out": 6}, "matching_pursuit": {"residual_threshold": 0.05, "max_iterations": 6},
    "temporal": {"n_heads": 2, "bottleneck_factor": 4, "kval_topk": 5, "normalize_activations": "constant_scalar_rescale", "activation_normalization_factor": 0.7},
}


def randomised(cfg, seed):
    sae = SAE.from_dict(cfg)
    with torch.no_grad():
        for i, (name, value) in enumerate(sorted(sae.named_parameters())):
            new = weights(seed + i, *value.shape, scale=0.5 if value.ndim == 2 else 0.1)
            value.copy_(new.abs() if name == "threshold" else new)
    return sae


def frame(architecture, **more):
    hooks = {"hook_name": "blocks.5.ln2.hook_normalized", "hook_name_out": "blocks.5.hook_mlp_out"} if "transcoder" in architecture else {"hook_name": "blocks.5.hook_resid_post"}
    return {"architecture": architecture, "d_in": D_IN, "d_sae": D_SAE, "dtype": "float32", "device": "cpu", "apply_b_dec_to_input": "transcoder" not in architecture, "normalize_activations": "none",
            "metadata": {"model_name": "gpt2-small", "prepend_bos": True, "context_size": 128, "model_from_pretrained_kwargs": {}, **hooks}, **more}


def folded(folder, x):
    """What SAELens encodes to, and its decoder, once it has folded the lengths of the decoder's rows; nothing for an architecture that it does not fold."""
    sae = SAE.load_from_disk(folder)
    try:
        sae.fold_W_dec_norm()
    except NotImplementedError:
        return {}
    return {"folded_encode": encoded(sae, x), "folded_W_dec": sae.W_dec}


def current(target, name, seed, architecture, **more):
    case = Case(target, name, "sae")
    sae = randomised(frame(architecture, **more), seed)
    sae.save_model(case.source)
    loaded = SAE.load_from_disk(case.source)
    x = inputs(seed + 19).unsqueeze(0) if architecture == "temporal" else inputs(seed + 19)
    hook = sae.cfg.metadata.hook_name
    a, y, fold = encoded(loaded, x), output(loaded, x), folded(case.source, x)
    case.write("sae-lens 6.54.12", "saelens", architecture, x, a, y, more=fold, hook_name=hook, model_name="gpt2-small", apply_b_dec_to_input=sae.cfg.apply_b_dec_to_input,
               normalize_activations=sae.cfg.normalize_activations, folds=bool(fold))


def flat(target, name, seed, architecture, cfg, dtype=torch.float32, scaling=False, **facts):
    """A layout before version 6: cfg.json as those versions wrote it, tensors under the same names as now."""
    case = Case(target, name, "sae")
    state = {key: value.detach().to(dtype) for key, value in randomised(frame(architecture, **({"k": 5} if architecture == "topk" else {})), seed).state_dict().items()}
    if scaling:
        state["scaling_factor"] = torch.ones(D_SAE)
    save_file(state, case.source / "sae_weights.safetensors")
    json_file(case.source / "cfg.json", cfg)
    loaded = SAE.load_from_disk(case.source)
    x = inputs(seed + 19)
    case.write("sae-lens 6.54.12, reading its older layout", "saelens", architecture, x, encoded(loaded.float(), x), output(loaded.float(), x), model_name="gpt2-small", apply_b_dec_to_input=loaded.cfg.apply_b_dec_to_input,
               normalize_activations=loaded.cfg.normalize_activations, hook_name=loaded.cfg.metadata.hook_name, **facts)


def make(target):
    for i, (architecture, more) in enumerate(ARCHITECTURES.items()):
        current(target, f"saelens-{architecture.replace('_', '-')}", 1000 + 20 * i, architecture, **more)
    current(target, "saelens-temporal-untied", 1300, "temporal", n_heads=2, bottleneck_factor=4, kval_topk=5, tied_weights=False, n_attn_layers=2)
    current(target, "saelens-topk-rescaled", 1320, "topk", k=5, rescale_acts_by_decoder_norm=True)
    current(target, "saelens-standard-layer-norm", 1340, "standard", normalize_activations="layer_norm")
    current(target, "saelens-standard-token-norm", 1360, "standard", normalize_activations="constant_norm_rescale")
    current(target, "saelens-gated-float64", 1380, "gated", dtype="float64")
    v3 = {"d_in": D_IN, "d_sae": D_SAE, "dtype": "torch.float32", "device": "cpu", "model_name": "gpt2-small", "hook_layer": 5, "hook_head_index": None, "finetuning_scaling_factor": False,
          "sae_lens_training_version": "3.11.0", "prepend_bos": True, "dataset_path": "Skylion007/openwebtext", "dataset_trust_remote_code": True, "context_size": 128, "neuronpedia_id": None,
          "model_from_pretrained_kwargs": {}, "seqpos_slice": [None]}
    resid = {"hook_name": "blocks.5.hook_resid_post"}
    relu = {"activation_fn_str": "relu", "activation_fn_kwargs": {}, "apply_b_dec_to_input": True, "normalize_activations": "none"}
    flat(target, "saelens-v5-standard", 1400, "standard", v3 | resid | relu | {"architecture": "standard"})
    flat(target, "saelens-v5-gated", 1420, "gated", v3 | resid | relu | {"architecture": "gated"})
    flat(target, "saelens-v5-jumprelu", 1440, "jumprelu", v3 | resid | relu | {"architecture": "jumprelu", "apply_b_dec_to_input": False})
    flat(target, "saelens-v5-topk", 1460, "topk", v3 | resid | {"architecture": "standard", "activation_fn_str": "topk", "activation_fn_kwargs": {"k": 5}, "apply_b_dec_to_input": True,
                                                                   "normalize_activations": "layer_norm"}, k=5)
    flat(target, "saelens-v3-hook-z", 1480, "standard", v3 | relu | {"hook_name": "blocks.5.attn.hook_z", "architecture": "standard"}, reshape_activations="hook_z")
    v2 = {"model_name": "gpt2-small", "hook_point": "blocks.5.hook_resid_pre", "hook_point_layer": 5, "hook_point_head_index": None, "dataset_path": "Skylion007/openwebtext", "context_size": 128,
          "d_in": D_IN, "d_sae": D_SAE, "dtype": "torch.float32", "device": "mps", "normalize_activations": False, "activation_fn": "relu", "lr": 0.0004, "expansion_factor": 4}
    flat(target, "saelens-v2-standard", 1500, "standard", v2, scaling=True)
    flat(target, "saelens-v2-float16", 1520, "standard", v2 | {"dtype": "torch.float16", "normalize_activations": True}, dtype=torch.float16)
