#!/usr/bin/env python3
"""The work of bench_text_distil in Python: the same sentences, models, batch size and loss.

    python3 -m venv VENV && VENV/bin/pip install torch==2.13.0 transformers==5.24.0
    VENV/bin/python tests/bench/text_distil.py          # both ways, both students

tutorial: as courses write it: everything padded to 128 tokens, the teacher asked at every step, AdamW as it comes.
careful:  as one writes it who minds the time: batches of like length padded to their longest, the teacher's answers
          computed once (in batches of 32) and kept, gradients clipped and a linear schedule as DistilLab's trainer
          has them, weights and biases apart, AdamW's fused kernel. "with targets" counts the pass that computes the
          answers, spread over three epochs.
"""
import argparse
import pathlib
import random
import time

import torch
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, BertConfig, BertForSequenceClassification

DEPS = pathlib.Path(__file__).resolve().parents[2] / ".deps"
BATCH = 16
MAX_LENGTH = 128
SENTENCES = 1000
EPOCHS = 3
TEMPERATURE = 2.0
ALPHA = 0.6
LEARNING_RATE = 5e-5
WARM_UP_STEPS = 3
TUTORIAL_STEPS = {"bert-tiny": 12, "bert-small": 12}
STUDENTS = {"bert-tiny": (2, 128), "bert-small": (4, 512)}


def read_sentences():
    """Every tenth, as the bench takes them."""
    text = (DEPS / "movie-reviews" / "movieReviewSnippets_GroundTruth.txt").read_text("latin-1")
    rows = [line.split("\t", 2) for line in text.split("\n") if line.count("\t") >= 2][:10 * SENTENCES:10]
    return [row[2].strip() for row in rows], torch.tensor([int(float(row[1]) > 0) for row in rows])


def make_teacher():
    return AutoModelForSequenceClassification.from_pretrained(DEPS / "minilm", num_labels=2).eval()


def make_student(name, vocabulary):
    layers, width = STUDENTS[name]
    config = BertConfig(vocab_size=vocabulary, hidden_size=width, num_hidden_layers=layers,
                        num_attention_heads=width // 64, intermediate_size=4 * width, num_labels=2)
    return BertForSequenceClassification(config).train()


def distillation_loss(student, teacher, labels):
    soft = torch.nn.KLDivLoss(reduction="batchmean")(
        functional.log_softmax(student / TEMPERATURE, dim=-1), functional.softmax(teacher / TEMPERATURE, dim=-1))
    return ALPHA * TEMPERATURE ** 2 * soft + (1 - ALPHA) * functional.cross_entropy(student, labels)


def tutorial(name, tokenizer, sentences, labels):
    teacher, student = make_teacher(), make_student(name, len(tokenizer))
    words = tokenizer(sentences, padding="max_length", truncation=True, max_length=MAX_LENGTH, return_tensors="pt")
    data = DataLoader(TensorDataset(words["input_ids"], words["attention_mask"], labels), BATCH, shuffle=True)
    optimizer = torch.optim.AdamW(student.parameters(), lr=LEARNING_RATE)
    count = 0
    for step, (ids, mask, answers) in enumerate(data):
        if step == WARM_UP_STEPS:
            begin, count = time.perf_counter(), 0
        with torch.no_grad():
            wisdom = teacher(input_ids=ids, attention_mask=mask).logits
        loss = distillation_loss(student(input_ids=ids, attention_mask=mask).logits, wisdom, answers)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item()
        count += len(ids)
        if step + 1 == WARM_UP_STEPS + TUTORIAL_STEPS[name]:
            break
    print(f"tutorial/{name:12} {count / (time.perf_counter() - begin):8.1f} sentences/s")


class LikeLength:
    """Batches of sentences of like length in random order, each padded to its longest."""

    def __init__(self, encodings, pad, size):
        self.encodings, self.pad, self.size = encodings, pad, size

    def order(self):
        places = sorted(range(len(self.encodings)), key=lambda i: (len(self.encodings[i]), random.random()))
        batches = [places[i:i + self.size] for i in range(0, len(places), self.size)]
        random.shuffle(batches)
        return batches

    def load(self, places):
        rows = [self.encodings[i] for i in places]
        longest = max(map(len, rows))
        ids = torch.tensor([row + [self.pad] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        return dict(input_ids=ids, attention_mask=None if bool(mask.all()) else mask)


def ask_teacher(teacher, batches):
    answers = torch.empty(len(batches.encodings), 2)
    with torch.inference_mode():
        for places in batches.order():
            answers[places] = teacher(**batches.load(places)).logits
    return answers


def careful(name, tokenizer, sentences, labels):
    teacher, student = make_teacher(), make_student(name, len(tokenizer))
    encodings = tokenizer(sentences, truncation=True, max_length=MAX_LENGTH)["input_ids"]
    pad = tokenizer.pad_token_id
    begin = time.perf_counter()
    wisdom = ask_teacher(teacher, LikeLength(encodings, pad, 32)).clone()
    target_seconds = time.perf_counter() - begin

    matrices = [parameter for parameter in student.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in student.parameters() if parameter.dim() <= 1]
    optimizer = torch.optim.AdamW([dict(params=matrices, weight_decay=0.01), dict(params=others, weight_decay=0.0)],
                                  lr=LEARNING_RATE, fused=True)
    batches = LikeLength(encodings, pad, BATCH)
    steps = EPOCHS * -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), (steps - step) / (0.9 * steps)))

    def learn(places):
        loss = distillation_loss(student(**batches.load(places)).logits, wisdom[places], labels[places])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        return loss.item()

    for places in batches.order()[:WARM_UP_STEPS]:
        learn(places)
    begin = time.perf_counter()
    for places in batches.order():
        learn(places)
    seconds = (time.perf_counter() - begin) / len(sentences)
    with_targets = 1 / (seconds + target_seconds / (EPOCHS * len(sentences)))
    print(f"careful/{name:13} {1 / seconds:8.1f} sentences/s, {with_targets:8.1f} with targets; "
          f"targets {len(sentences) / target_seconds:8.1f} sentences/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ways", nargs="*", default=["tutorial", "careful"])
    parser.add_argument("--students", nargs="+", default=list(STUDENTS))
    words = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    tokenizer = AutoTokenizer.from_pretrained(DEPS / "minilm")
    sentences, labels = read_sentences()
    print(f"{len(sentences)} sentences, {torch.get_num_threads()} threads")
    for way in words.ways:
        for name in words.students:
            {"tutorial": tutorial, "careful": careful}[way](name, tokenizer, sentences, labels)


if __name__ == "__main__":
    main()
