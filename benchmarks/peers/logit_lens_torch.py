"""The torch way to the numbers of the logit lens: product, two topk and a histogram a row, batched by 1,024 features.

usage: logit_lens_torch.py --rows ROWS.f32 --columns COLUMNS.f32 --width D [--batch 1024] [--top 20] [--bins 50] [--product-only]
Both files are raw little-endian float32, row-major, as the benchmark writes them. Prints one JSON object: seconds of the whole pass.
"""
import argparse
import json
import time

import numpy as np
import torch


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--rows", required=True)
    ap.add_argument("--columns", required=True)
    ap.add_argument("--width", type=int, required=True)
    ap.add_argument("--batch", type=int, default=1024)
    ap.add_argument("--top", type=int, default=20)
    ap.add_argument("--bins", type=int, default=50)
    ap.add_argument("--threads", type=int, default=0)
    ap.add_argument("--product-only", action="store_true")
    a = ap.parse_args()
    if a.threads:
        torch.set_num_threads(a.threads)
    rows = torch.from_numpy(np.fromfile(a.rows, dtype="<f4").reshape(-1, a.width))
    unembedding = torch.from_numpy(np.fromfile(a.columns, dtype="<f4").reshape(-1, a.width)).T.contiguous()
    out = torch.empty(min(a.batch, len(rows)), unembedding.shape[1])
    with torch.no_grad():
        one_pass(rows[: a.batch], unembedding, out, a)  # touches every buffer once
        start = time.perf_counter()
        one_pass(rows, unembedding, out, a)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "threads": torch.get_num_threads(), "torch": torch.__version__}))


def one_pass(rows: torch.Tensor, unembedding: torch.Tensor, out: torch.Tensor, a: argparse.Namespace) -> None:
    for start in range(0, len(rows), a.batch):
        block = rows[start : start + a.batch]
        logits = torch.mm(block, unembedding, out=out[: len(block)])
        if a.product_only:
            continue
        logits.topk(a.top, dim=1)
        logits.topk(a.top, dim=1, largest=False)
        for row in logits:
            torch.histc(row, a.bins)


if __name__ == "__main__":
    main()
