#!/usr/bin/env python3
"""Opens what DistilLab wrote in the libraries that it is written for, and compares their answers.

    python3 -m venv VENV && VENV/bin/pip install torch==2.13.0 "optimum[onnxruntime]==2.1.0" transformers==4.57.6 onnx
    VENV/bin/python tests/bench/interop.py models FOLDER TEXTS    # small fresh models of every kind
    VENV/bin/python tests/bench/interop.py RUN BUNDLE...          # RUN/student and what `export RUN --out BUNDLE` wrote

interop.sh does all of it. For every pair: transformers' logits of RUN/student beside those of each ONNX file of the bundle in optimum,
over the texts below, and ONNX's own checker with full shape inference on every file. Prints a line of a Markdown table for each file; the exit code is 1 where logits of a file in
f32 differ by more than 1e-4, or a check fails.
"""
import json
import pathlib
import sys
import warnings

import numpy as np
import onnx
import torch
import transformers
from optimum.onnxruntime import ORTModelForSequenceClassification
from tokenizers import BertWordPieceTokenizer, ByteLevelBPETokenizer

TEXTS = ["a moving , funny and wise film", "The plot is dull; I left before the end!", "", "电影很好看 — naïve, isn't it?",
         "one word after the other " * 60]
LARGEST_DIFFERENCE = 1e-4


def make_models(folder, texts):
    """Models of two layers with fresh weights and a vocabulary of 2,000 tokens, as transformers saves them."""
    sizes = dict(vocab_size=2000, num_hidden_layers=2, hidden_size=64, num_attention_heads=4, intermediate_size=128,
                 max_position_embeddings=128)
    configs = {
        "bert": transformers.BertConfig(**sizes),
        "distilbert": transformers.DistilBertConfig(vocab_size=2000, n_layers=2, dim=64, n_heads=4, hidden_dim=128,
                                                    max_position_embeddings=128),
        "roberta": transformers.RobertaConfig(**sizes | dict(max_position_embeddings=130, type_vocab_size=1)),
        "electra": transformers.ElectraConfig(**sizes, embedding_size=32),
        "mobilebert": transformers.MobileBertConfig(**sizes | dict(hidden_size=128), embedding_size=32,
                                                    intra_bottleneck_size=64, num_feedforward_networks=2),
    }
    torch.manual_seed(1)
    for kind, config in configs.items():
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        cased = kind == "electra"  # one that keeps capitals and accents
        if kind == "roberta":
            trained = ByteLevelBPETokenizer()
            trained.train([str(texts)], vocab_size=2000, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
            trained.save_model(str(place))
            tokenizer = transformers.RobertaTokenizerFast.from_pretrained(place)
        else:
            trained = BertWordPieceTokenizer(lowercase=not cased)
            trained.train([str(texts)], vocab_size=2000)
            trained.save_model(str(place))
            # A BERT's, as people have it beside a model that reads no token types, too.
            tokenizer = transformers.BertTokenizerFast.from_pretrained(place, do_lower_case=not cased)
        tokenizer.save_pretrained(place)
        transformers.AutoModelForSequenceClassification.from_config(config).save_pretrained(place)


def logits_of(model, tokenizer):
    # Token type ids are made where the model reads them; texts one by one and all at once, padded, must agree.
    alone = [model(**tokenizer(text, truncation=True, return_tensors="pt")).logits for text in TEXTS]
    together = model(**tokenizer(TEXTS, truncation=True, padding=True, return_tensors="pt")).logits
    alone = torch.cat([torch.as_tensor(each) for each in alone])
    return alone.numpy(), np.abs(alone.numpy() - torch.as_tensor(together).numpy()).max()


def check(path):
    try:
        onnx.checker.check_model(str(path), full_check=True)
        return "passes"
    except Exception as error:  # whatever the checker says
        return str(error).splitlines()[0]


def rows(run, bundle):
    tokenizer = transformers.AutoTokenizer.from_pretrained(bundle)
    with torch.inference_mode():
        student = transformers.AutoModelForSequenceClassification.from_pretrained(run / "student").eval()
        expected, _ = logits_of(student, tokenizer)
    kind = json.loads((bundle / "config.json").read_text())["model_type"]
    for path in sorted(bundle.glob("model*.onnx"), key=lambda path: len(path.name)):
        model = ORTModelForSequenceClassification.from_pretrained(bundle, file_name=path.name)
        found, padded = logits_of(model, tokenizer)
        same = (found.argmax(1) == expected.argmax(1)).sum()
        yield kind, path.name, np.abs(found - expected).max(), f"{same}/{len(TEXTS)}", padded, check(path)


def main():
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    torch.manual_seed(1)
    if sys.argv[1:2] == ["models"]:
        return make_models(*map(pathlib.Path, sys.argv[2:]))
    words = [pathlib.Path(word) for word in sys.argv[1:]]
    print(f"torch {torch.__version__}, transformers {transformers.__version__}, onnx {onnx.__version__}\n")
    print("| model | file | largest difference from transformers | same answers | padded beside alone | ONNX checker |")
    print("|---|---|---|---|---|---|")
    is_good = True
    for run, bundle in zip(words[::2], words[1::2]):
        for kind, name, difference, same, padded, checked in rows(run, bundle):
            print(f"| {kind} | `{name}` | {difference:.1e} | {same} | {padded:.1e} | {checked} |", flush=True)
            is_good &= checked == "passes" and (name != "model.onnx" or difference <= LARGEST_DIFFERENCE)
    sys.exit(0 if is_good else 1)


main()
