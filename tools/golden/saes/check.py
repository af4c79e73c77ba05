"""Loads the exported saelens/ folder of every golden SAE in SAELens itself and compares what it encodes and decodes.

usage: python tools/golden/saes/check.py GOLDEN EXPORTED RECORD     (EXPORTED as written by ExportGoldenSaes; verify.sh does all of it)

Encodings are compared with those that the source's own library gave. Where the conversion needs no arithmetic they have to be equal bit by bit, else to 1e-6 of 1 + |value|. Reconstructions
have to be equal to 1e-6 as well: libraries add the decoder's bias before or after the product. RECORD gets the figures and the sha256 of the files that SAELens has loaded: a Java test holds
what is written to them, without Python.
"""
import hashlib
import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from sae_lens import __version__
from sae_lens.saes.sae import SAE

from common import encoded, output

FILES = ("cfg.json", "sae_weights.safetensors")
LIMIT = 1e-6


def difference(found, expected):
    return ((found.float() - expected).abs() / (1 + expected.abs())).max().item()


def check(golden, exported):
    facts = json.loads((golden / "golden.json").read_text())
    with safe_open(str(golden / "golden.safetensors"), "pt") as f:
        tensors = {key: f.get_tensor(key) for key in f.keys()}
    sae = SAE.load_from_disk(exported)
    if sae.cfg.dtype in ("float16", "bfloat16"):
        sae = sae.float()
    encode = difference(encoded(sae, tensors["x"]), tensors["encode"])
    decode = difference(output(sae, tensors["x"]), tensors["output"])
    ok = encode <= (LIMIT if facts["arithmetic"] else 0) and decode <= LIMIT
    return ok, {"architecture": sae.cfg.architecture(), "library": facts["library"], "arithmetic": facts["arithmetic"], "encode": encode, "output": decode,
                "sha256": {name: hashlib.sha256((exported / name).read_bytes()).hexdigest() for name in FILES}}


def main(golden, exported, record):
    failures, rows = 0, {}
    for folder in sorted(path.parent for path in Path(golden).glob("*/golden.json")):
        ok, row = check(folder, Path(exported) / folder.name)
        failures += not ok
        rows[folder.name] = row
        print(f"{'ok  ' if ok else 'FAIL'} {folder.name:42} {row['architecture']:26} encode {row['encode']:8.1e}  output {row['output']:8.1e}  {row['library']}")
    equal = sum(row["encode"] == 0 for row in rows.values())
    print(f"sae-lens {__version__}, torch {torch.__version__}: {len(rows)} loaded, {equal} encode bit-equal, {failures} failures")
    if failures:
        sys.exit(1)
    Path(record).write_text(json.dumps({"sae_lens": __version__, "saes": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
