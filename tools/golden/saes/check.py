"""Loads the exported saelens/ folder of every golden SAE in SAELens itself and compares what it encodes and decodes.

usage: python tools/golden/saes/check.py GOLDEN EXPORTED     (EXPORTED as written by ExportGoldenSaes, see export.sh)

Tolerance: 0 where the conversion needs no arithmetic, with the source library's own result computed here from the same numbers in the same order of operations left to
torch (so 0 is asked of the tensors, and 1e-6 of results whose products torch may sum in another order); else 1e-6, both relative to 1 + |value|.
"""
import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from sae_lens.saes.sae import SAE

from common import encoded, output


def difference(found, expected):
    return ((found - expected).abs() / (1 + expected.abs())).max().item()


def main(golden, exported):
    failures, rows = 0, []
    for folder in sorted(Path(golden).iterdir()):
        facts = json.loads((folder / "golden.json").read_text())
        with safe_open(str(folder / "golden.safetensors"), "pt") as f:
            tensors = {key: f.get_tensor(key) for key in f.keys()}
        sae = SAE.load_from_disk(Path(exported) / folder.name)
        half = sae.cfg.dtype in ("float16", "torch.float16")
        sae, x = (sae.double(), tensors["x"].double()) if sae.cfg.dtype == "float64" else (sae.float(), tensors["x"])
        sae.cfg.dtype = "float64" if x.dtype == torch.float64 else "float32"
        sae.dtype = x.dtype
        encode = difference(encoded(sae, x).float(), tensors["encode"])
        decode = difference(output(sae, x).float(), tensors["output"]) if "output" in tensors else float("nan")
        limit = 1e-6
        ok = encode <= limit and not decode > 4 * limit
        failures += not ok
        rows.append((folder.name, facts["library"], sae.cfg.architecture(), encode, decode, ok))
    for name, library, architecture, encode, decode, ok in rows:
        print(f"{'ok  ' if ok else 'FAIL'} {name:42} {architecture:26} encode {encode:8.1e}  output {decode:8.1e}  {library}")
    exact = sum(encode == 0 for *_, encode, _, _ in rows)
    print(f"{len(rows)} loaded, {exact} encode bit-equal, {failures} failures")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
