#!/usr/bin/env python3
"""A text classifier in ONNX Runtime, exported by DistilLab and by PyTorch: latency of one text on one thread.

    python3 -m venv VENV && VENV/bin/pip install torch==2.13.0 transformers==5.24.0 onnx onnxscript onnxruntime==1.32.0
    VENV/bin/python tests/bench/onnx_exporters.py RUN/student RUN/onnx/model.onnx

The four are timed in turns, so that a busy moment meets all of them. "optimised" is PyTorch's file after
onnxruntime.transformers.optimizer, with every fusion that it knows for a CPU.
"""
import collections
import sys
import tempfile
import time
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
import transformers
from onnxruntime.transformers import optimizer

LENGTHS = (32, 128)
ROUNDS = 60


def pytorch_exports(folder, scratch):
    model = transformers.AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    ids = torch.randint(1000, (2, 16))
    words = dict(input_ids=ids, attention_mask=torch.ones_like(ids))
    if getattr(model.config, "type_vocab_size", 0) > 1:
        words["token_type_ids"] = torch.zeros_like(ids)
    axes = {0: "batch", 1: "sequence"}
    files = {}
    for name, dynamo in (("PyTorch", True), ("PyTorch, TorchScript", False)):
        files[name] = f"{scratch}/{dynamo}.onnx"
        shapes = (dict(dynamic_shapes={word: {0: torch.export.Dim("batch"), 1: torch.export.Dim("sequence")}
                                       for word in words}, external_data=False) if dynamo else
                  dict(dynamic_axes={word: axes for word in words} | {"logits": {0: "batch"}}, opset_version=17))
        torch.onnx.export(model, (), files[name], kwargs=words, input_names=list(words), output_names=["logits"],
                          dynamo=dynamo, **shapes)
    files["PyTorch, TorchScript, optimised"] = f"{scratch}/optimised.onnx"
    optimizer.optimize_model(files["PyTorch, TorchScript"], model_type="bert",
                             num_heads=model.config.num_attention_heads,
                             hidden_size=model.config.hidden_size).save_model_to_file(
                                 files["PyTorch, TorchScript, optimised"])
    return files, model.config.vocab_size


def session(path, optimised):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.optimized_model_filepath = optimised
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def operators(path):
    counts = collections.Counter(node.op_type for node in onnx.load(path).graph.node)
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def feed(sess, length, vocabulary):
    ids = np.random.default_rng(length).integers(vocabulary // 2, vocabulary, (1, length))
    values = dict(input_ids=ids, attention_mask=np.ones_like(ids), token_type_ids=np.zeros_like(ids))
    return {given.name: values[given.name] for given in sess.get_inputs()}


def main():
    warnings.simplefilter("ignore")
    folder, ours = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        files, vocabulary = pytorch_exports(folder, scratch)
        files = {"DistilLab": ours} | files
        sessions = {}
        for name, path in files.items():
            sessions[name] = session(path, f"{scratch}/as_run.onnx")
            print(f"{name}, as ONNX Runtime runs it: {operators(f'{scratch}/as_run.onnx')}\n")
        print("| exporter | tokens | median, ms | least, ms | largest difference |")
        print("|---|---|---|---|---|")
        for length in LENGTHS:
            times = collections.defaultdict(list)
            logits = {}
            for _ in range(ROUNDS):
                for name, sess in sessions.items():
                    words = feed(sess, length, vocabulary)
                    begin = time.perf_counter()
                    logits[name] = sess.run(None, words)[0]
                    times[name].append(1e3 * (time.perf_counter() - begin))
            for name, spent in times.items():
                difference = np.abs(logits[name] - logits["DistilLab"]).max()
                print(f"| {name} | {length} | {np.median(spent):.2f} | {min(spent):.2f} | {difference:.1e} |")


main()
