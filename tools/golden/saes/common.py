"""What the makers of golden SAEs share: random weights, SAELens's loaders on local files, the written form of a case."""
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

D_IN, D_SAE, INPUTS = 8, 32, 16


def weights(seed, *shape, scale=0.5):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)) * scale


def unit_rows(matrix):
    return matrix / matrix.norm(dim=1, keepdim=True)


def inputs(seed, width=D_IN):
    return weights(seed, INPUTS, width, scale=1.0)


class Case:
    """A folder `name` with the source files under `path`, and what the source's own code makes of the inputs."""

    def __init__(self, target, name, path="."):
        self.folder = Path(target) / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.path = path
        self.source = self.folder / path
        if self.source.suffix in (".pt", ".pth", ".safetensors"):
            self.source = self.source.parent
        self.source.mkdir(parents=True)

    def write(self, library, sae_format, architecture, x, encode, output=None, arithmetic=False, more=None, **expected):
        """`arithmetic`: the conversion computes with the numbers, so that they agree to 1e-6 and not bit by bit; `more`: further tensors."""
        tensors = {"x": x, "encode": encode} | ({} if output is None else {"output": output}) | (more or {})
        save_file({key: value.detach().float().contiguous() for key, value in tensors.items()}, self.folder / "golden.safetensors")
        facts = {"path": self.path, "library": library, "format": sae_format, "architecture": architecture, "arithmetic": arithmetic, **expected}
        (self.folder / "golden.json").write_text(json.dumps(facts, indent=1) + "\n")

    def write_saelens(self, loader, sae_format, sae, x, **expected):
        """What SAELens's loader made of the source."""
        self.write(f"sae-lens 6.54.12, loader {loader}", sae_format, sae.cfg.architecture(), x, encoded(sae, x), output(sae, x), **expected)


def json_file(path, content):
    path.write_text(json.dumps(content))


def with_saelens(loader, root, repo, name, fold=None, **overrides):
    """The SAE that SAELens's loader makes of local files: its downloads look into `root` instead."""
    from sae_lens.loading import pretrained_sae_loaders as loaders
    from sae_lens.saes.sae import SAE
    from huggingface_hub.utils import EntryNotFoundError
    from safetensors import safe_open

    def download(repo_id, filename=None, subfolder=None, **_):
        path = Path(root) / (subfolder or "") / filename
        if not path.exists():
            raise EntryNotFoundError(str(path))
        return str(path)

    def shapes(repo_id, filename):
        with safe_open(str(Path(root) / filename), "pt") as f:
            return {key: f.get_slice(key).get_shape() for key in f.keys()}

    loaders.hf_hub_download, loaders.get_safetensors_tensor_shapes = download, shapes
    cfg, state, _ = loaders.NAMED_PRETRAINED_SAE_LOADERS[loader](repo, name, "cpu", False, overrides)
    cfg = loaders.handle_config_defaulting(cfg)
    sae = SAE.from_dict(cfg)
    sae.process_state_dict_for_loading(state)
    sae.load_state_dict(state)
    if fold:
        sae.fold_activation_norm_scaling_factor(fold)
    return sae.float()


def encoded(sae, x):
    """Encodes; inputs of heads are given flattened and handed over as heads."""
    if sae.cfg.reshape_activations == "hook_z":
        sae.turn_off_forward_pass_hook_z_reshaping()
    with torch.no_grad():
        return sae.encode(x)


def output(sae, x):
    if sae.cfg.reshape_activations == "hook_z":
        sae.turn_off_forward_pass_hook_z_reshaping()
    with torch.no_grad():
        return sae(x)
