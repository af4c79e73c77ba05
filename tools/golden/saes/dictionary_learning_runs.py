"""Runs of dictionary_learning 0.1.0, saved and encoded by that library itself."""
import torch
from dictionary_learning.dictionary import AutoEncoder, AutoEncoderNew, GatedAutoEncoder, JumpReluAutoEncoder
from dictionary_learning.trainers.batch_top_k import BatchTopKSAE
from dictionary_learning.trainers.matryoshka_batch_top_k import MatryoshkaBatchTopKSAE
from dictionary_learning.trainers.top_k import AutoEncoderTopK

from common import D_IN, D_SAE, Case, inputs, json_file, weights

LIBRARY = "dictionary-learning 0.1.0"


def randomise(ae, seed, decoder=True):
    """Random numbers everywhere but in integers; decoder rows of the topk classes keep length 1 unless told."""
    for i, (name, value) in enumerate(ae.named_parameters()):
        if decoder or "dec" not in name or value.ndim == 1:
            value.data.copy_(weights(seed + i, *value.shape, scale=0.5 if value.ndim == 2 else 0.1))


def run(target, name, ae, seed, architecture, arithmetic=False, decoder=True, threshold=None, submodule=None, **facts):
    case = Case(target, name, "resid_post_layer_3/trainer_0")
    randomise(ae, seed, decoder)
    if threshold is not None:
        ae.threshold.data.fill_(threshold) if ae.threshold.ndim == 0 else ae.threshold.data.copy_(weights(seed + 8, D_SAE).abs() * threshold)
    torch.save(ae.state_dict(), case.source / "ae.pt")
    trainer = {"dict_class": type(ae).__name__, "activation_dim": D_IN, "dict_size": D_SAE, "layer": 3, "lm_name": "EleutherAI/pythia-70m-deduped", "submodule_name": submodule}
    if hasattr(ae, "k"):
        trainer["k"] = int(ae.k)
    json_file(case.source / "config.json", {"trainer": trainer, "buffer": {"ctx_len": 96, "d_submodule": D_IN}})
    options = {"normalize_decoder": False} if isinstance(ae, AutoEncoder) else {}
    loaded = type(ae).from_pretrained(case.source / "ae.pt", **options)  # the library reads what it wrote
    x = inputs(seed + 9)
    with torch.no_grad():
        a = loaded.encode(x)
        case.write(LIBRARY, "dictionary-learning", architecture, x, a, loaded.decode(a), arithmetic=arithmetic, hook_name=facts.pop("hook_name", "blocks.3.hook_resid_post"),
                   model_name="pythia-70m-deduped", context_size=96, **facts)


def make(target):
    torch.manual_seed(0)
    run(target, "dictionary-learning-standard", AutoEncoder(D_IN, D_SAE), 500, "standard", apply_b_dec_to_input=True)
    run(target, "dictionary-learning-new", AutoEncoderNew(D_IN, D_SAE), 510, "standard", apply_b_dec_to_input=False, submodule="resid_post_layer_3")
    run(target, "dictionary-learning-gated", GatedAutoEncoder(D_IN, D_SAE), 520, "gated", arithmetic=True, apply_b_dec_to_input=True)
    run(target, "dictionary-learning-jumprelu", JumpReluAutoEncoder(D_IN, D_SAE), 530, "jumprelu", threshold=0.4, apply_b_dec_to_input=False)
    run(target, "dictionary-learning-topk", AutoEncoderTopK(D_IN, D_SAE, 4), 540, "topk", decoder=False, arithmetic=True, apply_b_dec_to_input=True, k=4, rescale_acts_by_decoder_norm=True)
    run(target, "dictionary-learning-topk-any-length", AutoEncoderTopK(D_IN, D_SAE, 4), 550, "topk", apply_b_dec_to_input=True, k=4, rescale_acts_by_decoder_norm=False)
    run(target, "dictionary-learning-batch-topk", BatchTopKSAE(D_IN, D_SAE, 4), 560, "jumprelu", decoder=False, threshold=0.3, apply_b_dec_to_input=True)
    run(target, "dictionary-learning-batch-topk-untrained", BatchTopKSAE(D_IN, D_SAE, 4), 570, "jumprelu", decoder=False, apply_b_dec_to_input=True)
    run(target, "dictionary-learning-matryoshka", MatryoshkaBatchTopKSAE(D_IN, D_SAE, 4, [8, 24]), 580, "jumprelu", decoder=False, threshold=0.3, apply_b_dec_to_input=True,
        submodule="mlp_out_layer_3", hook_name="blocks.3.hook_mlp_out")
