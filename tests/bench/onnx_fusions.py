#!/usr/bin/env python3
"""What ONNX Runtime's fused operators are worth in a text classifier that DistilLab exported, written into it by hand.

    python3 -m venv VENV && VENV/bin/pip install onnx onnxruntime==1.32.0
    VENV/bin/python tests/bench/onnx_fusions.py EXPORT/model.onnx [ROUNDS]

Time of the processor for one text on one thread, so that other programs do not count; in each round all variants in a
random order. The ratio is that to the file as it is, round by round: its median and the quartiles.
"""
import collections
import sys
import time

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

LENGTHS = (16, 32, 64, 128)
OWN = "com.microsoft"


class Graph:
    def __init__(self, path):
        self.model = onnx.load(path)
        self.model.opset_import.append(helper.make_opsetid(OWN, 1))
        self.nodes = self.model.graph.node
        self.maker = {node.output[0]: node for node in self.nodes}
        self.constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in self.model.graph.initializer}

    def of_type(self, kind):
        return [node for node in self.nodes if node.op_type == kind]

    def reader(self, node):
        return next(other for other in self.nodes if node.output[0] in other.input)

    def replace(self, last, others, node):
        """`last` and `others` become `node`, where `last` was."""
        self.nodes.insert(list(self.nodes).index(last), node)
        for old in [last, *others]:
            self.nodes.remove(old)

    def constant(self, name, parts, axis):
        self.model.graph.initializer.append(numpy_helper.from_array(np.concatenate(parts, axis), name))
        return name


def with_skip_layer_normalization(graph):
    for norm in graph.of_type("LayerNormalization"):
        residual = graph.maker[norm.input[0]]
        biased = graph.maker.get(residual.input[0])
        of_single_vectors = "first_token" in residual.input[1]  # the operator wants three sides
        if of_single_vectors or biased is None or biased.op_type != "Add" or biased.input[1] not in graph.constants:
            continue
        inputs = [biased.input[0], residual.input[1], norm.input[1], norm.input[2], biased.input[1]]
        epsilon = next(attribute.f for attribute in norm.attribute if attribute.name == "epsilon")
        graph.replace(norm, [residual, biased], helper.make_node(
            "SkipLayerNormalization", inputs, norm.output, name=norm.name, domain=OWN, epsilon=epsilon))
    return graph


def with_attention(graph):
    graph.nodes.insert(0, helper.make_node("Cast", ["attention_mask"], ["mask"], to=onnx.TensorProto.INT32))
    for softmax in graph.of_type("Softmax"):
        biased = graph.maker[softmax.input[0]]
        divided = graph.maker[biased.input[0]]
        scores = graph.maker[divided.input[0]]
        context = graph.reader(softmax)
        ordered = graph.reader(context)
        heads = [graph.maker[name] for name in (scores.input[0], scores.input[1], context.input[1])]
        if heads[0].op_type != "Transpose":
            continue  # the last layer asks for one token
        splits = [graph.maker[node.input[0]] for node in heads]
        sums = [graph.maker[node.input[0]] for node in splits]
        products = [graph.maker[node.input[0]] for node in sums]
        weights = graph.constant(softmax.name + ".weight", [graph.constants[n.input[1]] for n in products], 1)
        biases = graph.constant(softmax.name + ".bias", [graph.constants[n.input[1]] for n in sums], 0)
        last = graph.reader(ordered)
        graph.replace(last, [biased, divided, scores, softmax, context, ordered, *heads, *splits, *sums, *products],
                      helper.make_node("Attention", [products[0].input[0], weights, biases, "mask"], last.output,
                                       name=last.name, domain=OWN,
                                       num_heads=int(graph.constants[splits[0].input[1]][2])))
    return graph


def session(graph):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph.model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def main():
    path, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 150
    variants = {"as it is": Graph(path), "SkipLayerNormalization": with_skip_layer_normalization(Graph(path)),
                "Attention": with_attention(Graph(path)),
                "both": with_skip_layer_normalization(with_attention(Graph(path)))}
    sessions = {name: session(graph) for name, graph in variants.items()}
    order = np.random.default_rng(0)
    print("| variant | tokens | median, ms | ratio | quartiles |\n|---|---|---|---|---|")
    for length in LENGTHS:
        ids = np.random.default_rng(length).integers(1000, 30000, (1, length))
        values = dict(input_ids=ids, attention_mask=np.ones_like(ids), token_type_ids=np.zeros_like(ids))
        times = collections.defaultdict(list)
        for _ in range(rounds):
            for name in order.permutation(list(sessions)):
                words = {given.name: values[given.name] for given in sessions[name].get_inputs()}
                begin = time.thread_time()
                sessions[name].run(None, words)
                times[name].append(1e3 * (time.thread_time() - begin))
        for name in sessions:
            spent = np.array(times[name][rounds // 10:])
            low, median, high = np.percentile(spent / times["as it is"][rounds // 10:], (25, 50, 75))
            print(f"| {name} | {length} | {np.median(spent):.2f} | {median:.3f} | {low:.3f} … {high:.3f} |", flush=True)


main()
