#!/usr/bin/env python3
"""Text classifiers in ONNX Runtime, exported by DistilLab and by PyTorch: time of one text on one thread.

    python3 -m venv VENV && VENV/bin/pip install torch==2.13.0 transformers==5.24.0 onnx onnxscript onnxruntime==1.32.0
    VENV/bin/python tests/bench/onnx_exporters.py NAME RUN/student RUN/onnx/model.onnx [NAME STUDENT MODEL …] |
        tests/bench/into_results.py exporters

ONNX Runtime optimises every file when it opens it. "optimizer" is PyTorch's file after onnxruntime.transformers.optimizer
as well, with every fusion that it knows for a CPU. All are timed in turns, in a random order, by the processor's clock of
their thread: a busy moment meets all of them, and other programs' time does not count. What ONNX Runtime makes of each
file goes to standard error.
"""
import collections
import contextlib
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

LENGTHS = (16, 32, 128)
SECONDS = 8  # of rounds for each length
LEAST_ROUNDS = 40
OURS = "DistilLab"


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
    optimised = "PyTorch, TorchScript, optimizer"
    files[optimised] = f"{scratch}/optimised.onnx"
    optimizer.optimize_model(files["PyTorch, TorchScript"], model_type="bert",
                             num_heads=model.config.num_attention_heads,
                             hidden_size=model.config.hidden_size).save_model_to_file(files[optimised])
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


def times_of(sessions, length, vocabulary):
    """Milliseconds of every round by file, and the logits of the last one."""
    words = {name: feed(sess, length, vocabulary) for name, sess in sessions.items()}
    order = np.random.default_rng(length)
    times, logits = collections.defaultdict(list), {}
    end = time.monotonic() + SECONDS
    rounds = 0
    while rounds < LEAST_ROUNDS or time.monotonic() < end:
        for name in order.permutation(list(sessions)):
            begin = time.thread_time()
            logits[name] = sessions[name].run(None, words[name])[0]
            times[name].append(1e3 * (time.thread_time() - begin))
        rounds += 1
    return {name: np.array(spent[rounds // 10:]) for name, spent in times.items()}, logits


def table(name, folder, ours):
    with tempfile.TemporaryDirectory() as scratch:
        with contextlib.redirect_stdout(sys.stderr):
            files, vocabulary = pytorch_exports(folder, scratch)
        sessions = {}
        for exporter, path in ({OURS: ours} | files).items():
            sessions[exporter] = session(path, f"{scratch}/as_run.onnx")
            print(f"{name}, {exporter}: {operators(f'{scratch}/as_run.onnx')}\n", file=sys.stderr)
        for length in LENGTHS:
            times, logits = times_of(sessions, length, vocabulary)
            for exporter in sessions:
                spent = times[exporter]
                low, median, high = np.percentile(spent, (25, 50, 75))
                ratio = np.median(spent / times[OURS])
                difference = np.abs(logits[exporter] - logits[OURS]).max()
                print(f"| {name} | {length} | {exporter} | {median:.3f} | {low:.3f} … {high:.3f} | "
                      f"{ratio:.2f} | {difference:.0e} |", flush=True)


def main():
    warnings.simplefilter("ignore")
    print("| model | tokens | exporter | median, ms | quartiles, ms | to DistilLab's | largest difference |")
    print("|---|---|---|---|---|---|---|")
    for at in range(1, len(sys.argv), 3):
        table(*sys.argv[at:at + 3])


main()
