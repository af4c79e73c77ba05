"""Makes small SAEs with random weights in every format that is read, with what the format's own library encodes inputs to.

usage: python tools/golden/saes/make.py dashboard-engine/src/test/resources/golden/sae [part ...]     (needs requirements.txt)

Where a format's library is not to be had as a package, its tensors are written by torch as its code names them and encoded by its formula; golden.json says which.
"""
import importlib
import sys

PARTS = ["saelens", "gemma", "openmoss", "dictionary_learning_runs", "sparsify_runs", "torch_files", "mistudio", "yaml_runs"]

if __name__ == "__main__":
    target, *parts = sys.argv[1:]
    for part in parts or PARTS:
        importlib.import_module(part).make(target)
