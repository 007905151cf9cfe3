#!/usr/bin/env python3
"""Writes recorded_logits.inc: what transformers computes for tiny models of a deterministic weight formula.

    python3 -m venv VENV && VENV/bin/pip install torch==2.13.0 transformers==5.24.0
    VENV/bin/python tests/core/nn/record_logits.py .deps/minilm >tests/core/nn/recorded_logits.inc

The formula stands in transformer_test.cpp too: weight i of a tensor comes from SplitMix64 with the state
FNV-1a(name) + i * golden ratio.
"""
import json
import sys

import numpy as np
import torch
import transformers

MASK = (1 << 64) - 1
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def fnv(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def formula(name, shape):
    """Uniform values: 0.35 around 0; weights of norms around 1."""
    with np.errstate(over="ignore"):
        z = np.uint64(fnv(name)) + (np.arange(int(np.prod(shape)), dtype=np.uint64) + np.uint64(1)) * GOLDEN
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    unit = (z >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24) - np.float32(0.5)
    norm = "LayerNorm.weight" in name or "layer_norm.weight" in name
    values = unit * np.float32(0.7) + np.float32(1 if norm else 0)
    return torch.from_numpy(values.reshape(shape))


def fill(model, wanted=lambda name: True):
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            if wanted(name):
                tensor.copy_(formula(name, tuple(tensor.shape)))
    return model.eval()


SIZES = dict(vocab_size=50, hidden_size=24, num_hidden_layers=3, num_attention_heads=3, intermediate_size=40,
             max_position_embeddings=20, num_labels=3)
MOBILE = dict(SIZES, embedding_size=10, intra_bottleneck_size=12, num_feedforward_networks=3)

CONFIGS = {
    "bert": transformers.BertConfig(**SIZES),
    "bert_new_gelu": transformers.BertConfig(**SIZES, hidden_act="gelu_new", layer_norm_eps=1e-3),
    "roberta": transformers.RobertaConfig(**SIZES, type_vocab_size=1, layer_norm_eps=1e-5),
    "distilbert": transformers.DistilBertConfig(vocab_size=50, dim=24, n_layers=3, n_heads=3, hidden_dim=40,
                                                max_position_embeddings=20, num_labels=3),
    "electra": transformers.ElectraConfig(**SIZES, embedding_size=10),
    "electra_same_width": transformers.ElectraConfig(**SIZES, embedding_size=24),
    "mobilebert": transformers.MobileBertConfig(**MOBILE),
    "mobilebert_layer_norm": transformers.MobileBertConfig(**MOBILE, normalization_type="layer_norm",
                                                           layer_norm_eps=1e-2, trigram_input=False),
    "mobilebert_bottleneck_attention": transformers.MobileBertConfig(**MOBILE, use_bottleneck_attention=True,
                                                                     key_query_shared_bottleneck=False),
    "mobilebert_wide": transformers.MobileBertConfig(**MOBILE, use_bottleneck=False, classifier_activation=False),
}

# The rows of the batches in transformer_test.cpp: lengths of the texts and the length they are padded to.
BATCHES = {"padded": ([11, 2, 7, 1], 11), "full": ([5, 5], 5), "roomy": ([6, 3], 14)}


def batch(lengths, width, pad, types):
    ids = torch.full((len(lengths), width), pad)
    mask = torch.zeros(len(lengths), width, dtype=torch.long)
    kinds = torch.zeros(len(lengths), width, dtype=torch.long)
    for row, length in enumerate(lengths):
        for column in range(length):
            ids[row, column] = 2 + (row * 17 + column * 7) % 48
            mask[row, column] = 1
            kinds[row, column] = int(types > 1 and column * 2 > length)
    return ids, mask, kinds


def listed(values):
    return ", ".join(f"{value:.9g}F" if "." in f"{value:.9g}" or "e" in f"{value:.9g}" else f"{value:.9g}.0F"
                     for value in values.flatten().tolist())


def record_tiny():
    print("const std::map<std::string, const char*> kTinyConfigs = {")
    for name, config in CONFIGS.items():
        model = transformers.AutoModelForSequenceClassification.from_config(config)
        model.config.architectures = [type(model).__name__]
        print(f'    {{"{name}", R"({json.dumps(model.config.to_diff_dict())})"}},')
    print("};\n")
    print("const std::map<std::string, std::vector<float>> kTinyLogits = {")
    for name, config in CONFIGS.items():
        model = fill(transformers.AutoModelForSequenceClassification.from_config(config))
        types = getattr(config, "type_vocab_size", 0)
        for kind, (lengths, width) in BATCHES.items():
            ids, mask, kinds = batch(lengths, width, config.pad_token_id, types)
            words = dict(input_ids=ids, attention_mask=mask)
            if types > 1:
                words["token_type_ids"] = kinds
            with torch.no_grad():
                logits = model(**words).logits
            print(f'    {{"{name} {kind}", {{{listed(logits)}}}}},')
    print("};\n")


def record_features():
    """Of the inside, one number for each token: what is compared reads every value and every place.

    Hidden states times a formula's vector; of the attention probabilities the mean place that a token looks at, the
    heads counted 1, 2, 3 fold.
    """
    print("// By model: the embeddings and each layer, for each real token of the padded batch.")
    hidden_lines, attention_lines = [], []
    for name, config in CONFIGS.items():
        model = fill(transformers.AutoModelForSequenceClassification.from_config(config, attn_implementation="eager"))
        types = getattr(config, "type_vocab_size", 0)
        ids, mask, kinds = batch(*BATCHES["padded"], config.pad_token_id, types)
        words = dict(input_ids=ids, attention_mask=mask)
        if types > 1:
            words["token_type_ids"] = kinds
        with torch.no_grad():
            answer = model(**words, output_hidden_states=True, output_attentions=True)
        hidden = torch.stack(answer.hidden_states)
        attentions = torch.stack(answer.attentions)
        places = (attentions * torch.arange(attentions.shape[-1])).sum(-1)
        places = (places * torch.arange(1, 1 + places.shape[2]).view(1, 1, -1, 1)).sum(2)
        real = mask.bool()
        hidden_lines.append(f'    {{"{name}", {{{listed((hidden @ formula("probe", hidden.shape[-1:]))[:, real])}}}}},')
        attention_lines.append(f'    {{"{name}", {{{listed(places[:, real])}}}}},')
    print("const std::map<std::string, std::vector<float>> kTinyHidden = {")
    print("\n".join(hidden_lines))
    print("};")
    print("const std::map<std::string, std::vector<float>> kTinyAttentions = {")
    print("\n".join(attention_lines))
    print("};\n")


TEXTS = ["A quiet, moving film; the last ten minutes are worth the ticket alone.",
         "",
         "这部电影的节奏很慢，但演员的表演非常出色。",
         "Terrible.",
         "naïve café 😀 déjà-vu " * 3,
         "the plot goes on and on " * 60]
LONGEST = 64


def record_minilm(folder):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    words = tokenizer(TEXTS, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
    model = transformers.AutoModelForSequenceClassification.from_pretrained(folder, num_labels=2)
    fill(model, lambda name: name.startswith("classifier"))
    with torch.no_grad():
        logits = model(**words).logits
        hidden = model.bert(**words).last_hidden_state
    print("const std::vector<std::vector<std::int64_t>> kMiniLmIds = {")
    for ids, mask in zip(words["input_ids"].tolist(), words["attention_mask"].tolist()):
        print("    {" + ", ".join(str(i) for i, real in zip(ids, mask) if real) + "},")
    print("};")
    print(f"const std::vector<float> kMiniLmLogits = {{{listed(logits)}}};")
    print("// The first four hidden values of each text's first and last token.")
    ends = words["attention_mask"].sum(1) - 1
    rows = torch.arange(len(TEXTS))
    print(f"const std::vector<float> kMiniLmFirst = {{{listed(hidden[:, 0, :4])}}};")
    print(f"const std::vector<float> kMiniLmLast = {{{listed(hidden[rows, ends, :4])}}};")


def main():
    print("// Recorded by record_logits.py with "
          f"transformers {transformers.__version__} and torch {torch.__version__.split('+')[0]}.")
    print("// clang-format off")
    record_tiny()
    record_features()
    record_minilm(sys.argv[1])


main()
