# Public domain (CC0 1.0): use it in any product, nobody needs to be named.
#
# Asks the model of this bundle about a text.
#
#     pip install onnxruntime tokenizers numpy
@if PAIRS
#     python classify.py "a text" "the text to compare it with"
#     python classify.py "a text" "another one" --model model.int8.onnx      another file of the bundle
@else
#     python classify.py "a text to judge"
#     python classify.py "a text to judge" --model model.int8.onnx           another file of the bundle
@end

import argparse
import json
import os
from pathlib import Path

import numpy as np

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # or ONNX Runtime tells its maker of every model opened
import onnxruntime
from tokenizers import Tokenizer

BUNDLE = Path(__file__).resolve().parents[2]  # the folder that holds model.onnx


def classify(session, tokenizer, *texts):
    """Probabilities of the classes, in the order of labels.json."""
    # tokenizer.json knows how texts are cut into tokens, and how many tokens the model reads at most.
    encoding = tokenizer.encode(*texts)
    values = {
        "input_ids": encoding.ids,
        "attention_mask": encoding.attention_mask,  # 1: this token counts
        "token_type_ids": encoding.type_ids,  # 0: of the first text, 1: of the second
    }
    # A batch of one. Not every model asks for token_type_ids.
    inputs = {each.name: np.array([values[each.name]], dtype=np.int64) for each in session.get_inputs()}
    logits = session.run(["logits"], inputs)[0][0]

    # Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


def main():
    parser = argparse.ArgumentParser(description="Asks the model about a text.")
    parser.add_argument("text")
@if PAIRS
    parser.add_argument("second_text")
@end
    parser.add_argument("--model", default="model.onnx", metavar="FILE", help="a model file of the bundle")
    words = parser.parse_args()

    session = onnxruntime.InferenceSession(BUNDLE / words.model, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(BUNDLE / "tokenizer.json"))
    labels = json.loads((BUNDLE / "labels.json").read_text(encoding="utf-8"))
@if PAIRS
    probabilities = classify(session, tokenizer, words.text, words.second_text)
@else
    probabilities = classify(session, tokenizer, words.text)
@end
    for i in np.argsort(-probabilities):
        print(f"{probabilities[i]:.6f}  {labels[i]}")


main()
