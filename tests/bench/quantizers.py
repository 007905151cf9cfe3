#!/usr/bin/env python3
"""A text classifier in int8: DistilLab's file beside those of ONNX Runtime's own quantize_dynamic.

    python3 -m venv VENV && VENV/bin/pip install onnx onnxruntime==1.32.0 tokenizers
    build/release/bin/distillab-cli export RUN --out EXPORT --precision both
    VENV/bin/python tests/bench/quantizers.py RUN/test_answers.csv EXPORT

Size; latency of one text of 16, 32 and 128 tokens on one thread, median, the files timed in turns so that a busy moment
meets all of them; accuracy on the run's test split, how many answers are those of f32, and the mean KL divergence of the
probabilities from f32's, one text at a time. The last column is what the file would do on processors that add pairs of products in 16 bits (AVX2, AVX-512 without VNNI): the
largest sum of two neighbouring weights of one sign, of which 128 is the most that none gets wrong.
"""
import csv
import json
import os
import sys
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

LENGTHS = (16, 32, 128)
ROUNDS = 60
RUNS = 20


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def feed(model, ids):
    ids = np.array([ids], np.int64)
    values = dict(input_ids=ids, attention_mask=np.ones_like(ids), token_type_ids=np.zeros_like(ids))
    return {value.name: values[value.name] for value in model.get_inputs()}


def test_split(answers, folder, metadata):
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(int(metadata["max_length"]))
    labels = json.loads(metadata["labels"])
    with open(answers, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [tokenizer.encode(row["text"]).ids for row in rows], np.array([labels.index(row["label"]) for row in rows])


def divergence(p, q):
    """Mean KL(p ‖ q) in nats, of logits."""
    p, q = (values - np.log(np.exp(values).sum(1, keepdims=True)) for values in (p, q))
    return (np.exp(p) * (p - q)).sum(1).mean()


def largest_pair(path):
    largest = 0
    model = onnx.load(path)
    values = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type != "MatMulInteger" or values[node.input[1]].data_type != onnx.TensorProto.INT8:
            continue
        weight = onnx.numpy_helper.to_array(values[node.input[1]]).astype(int)
        for part in (np.maximum(weight, 0), np.maximum(-weight, 0)):
            largest = max(largest, (part[0::2][: len(part) // 2] + part[1::2]).max())
    return largest


def main(answers, folder):
    with tempfile.TemporaryDirectory() as scratch:
        files = {"f32": f"{folder}/model.onnx", "DistilLab": f"{folder}/model.int8.onnx"}
        for per_channel in (False, True):
            for reduce_range in (False, True):
                name = "quantize_dynamic" + ", per channel" * per_channel + ", reduced range" * reduce_range
                files[name] = f"{scratch}/{len(files)}.onnx"
                quantize_dynamic(files["f32"], files[name], per_channel=per_channel, reduce_range=reduce_range,
                                 weight_type=QuantType.QInt8)
        models = {name: session(path) for name, path in files.items()}
        texts, labels = test_split(answers, folder, models["f32"].get_modelmeta().custom_metadata_map)

        random = np.random.default_rng(0)
        times = {(name, length): [] for name in files for length in LENGTHS}
        for length in LENGTHS:
            ids = random.integers(1000, 20000, length)
            for _ in range(ROUNDS):
                for name, model in models.items():
                    values = feed(model, ids)
                    model.run(None, values)
                    for _ in range(RUNS):
                        begin = time.perf_counter()
                        model.run(None, values)
                        times[name, length].append(time.perf_counter() - begin)

        logits = {name: np.array([model.run(None, feed(model, ids))[0][0] for ids in texts], np.float64)
                  for name, model in models.items()}
        said = {name: values.argmax(1) for name, values in logits.items()}
        print(f"{len(texts)} test texts; ONNX Runtime {onnxruntime.__version__}\n")
        print("| file | KiB | " + " | ".join(f"{length} tokens" for length in LENGTHS) +
              " | accuracy | answers of f32 | KL from f32 | largest pair |\n|---|---" + "|---" * len(LENGTHS) +
              "|---|---|---|---|")
        for name, path in files.items():
            cells = [f"{os.path.getsize(path) / 1024:,.0f}"]
            cells += [f"{1000 * np.median(times[name, length]):.3f} ms" for length in LENGTHS]
            cells += [f"{100 * (said[name] == labels).mean():.2f} %", f"{100 * (said[name] == said['f32']).mean():.2f} %"]
            cells += ["–", "–"] if name == "f32" else [f"{divergence(logits['f32'], logits[name]):.1e}",
                                                       str(largest_pair(path))]
            print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(*sys.argv[1:])
