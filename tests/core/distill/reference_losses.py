#!/usr/bin/env python3
"""Writes recorded_losses.inc: the losses of core/distill by their papers' definitions, item by item, in plain loops.

    python3 tests/core/distill/reference_losses.py >tests/core/distill/recorded_losses.inc

Needs numpy alone. The inputs come from a formula that stands in loss_case.h too.
"""
import math
from itertools import combinations, permutations

import numpy as np


def numbers(seed, *shape):
    i = np.arange(math.prod(shape), dtype=np.float64)
    return (2 * np.sin(seed + 0.7 * i * i)).reshape(shape)


def softmax(logits):
    weights = np.exp(logits - max(logits))
    return weights / sum(weights)


def divergence(p, q):
    return sum(a * math.log(a / b) for a, b in zip(p, q))


def hard_labels(student, labels, smoothing):
    losses = []
    for logits, label in zip(student, labels):
        if label >= 0:
            wanted = np.full(len(logits), smoothing / len(logits))
            wanted[label] += 1 - smoothing
            losses.append(-sum(wanted * np.log(softmax(logits))))
    return np.mean(losses)


def decoupled(student, teacher, labels, temperature, alpha, beta):
    losses = []
    for s, t, label in zip(student, teacher, labels):
        target = label if label >= 0 else np.argmax(t)
        p, q = softmax(t / temperature), softmax(s / temperature)
        rest_p, rest_q = np.delete(p, target), np.delete(q, target)
        target_part = divergence([p[target], sum(rest_p)], [q[target], sum(rest_q)])
        other_part = divergence(rest_p / sum(rest_p), rest_q / sum(rest_q))
        losses.append(temperature**2 * (alpha * target_part + beta * other_part))
    return np.mean(losses)


def mean_square(a, b):
    return np.mean([(x - y) ** 2 for x, y in zip(a.flat, b.flat)])


def pooled(maps, height, width):
    """Cell i of n averages the places from floor(i * size / n) up to ceil((i + 1) * size / n)."""
    n, channels, h, w = maps.shape
    out = np.empty((n, channels, height, width))
    for y in range(height):
        for x in range(width):
            rows = slice(y * h // height, -(-(y + 1) * h // height))
            columns = slice(x * w // width, -(-(x + 1) * w // width))
            out[:, :, y, x] = maps[:, :, rows, columns].mean(axis=(2, 3))
    return out


def cosine(a, b):
    return a @ b / math.sqrt((a @ a) * (b @ b))


def mean_cosine_loss(a, b):
    return np.mean([1 - cosine(x, y) for x, y in zip(a, b)])


def places(maps):
    return maps.transpose(0, 2, 3, 1).reshape(-1, maps.shape[1])


def attention_scores(student, teacher, lengths):
    n, heads = student.shape[:2]
    return np.mean(
        [
            (student[item, head, i, j] - teacher[item, head, i, j]) ** 2
            for item in range(n)
            for i in range(lengths[item])
            for j in range(lengths[item])
            for head in range(heads)
        ]
    )


def attention_over_heads(student, teacher, lengths):
    squares = []
    for s, t, length in zip(student, teacher, lengths):
        for i in range(length):
            p, q = (np.mean([softmax(head[i, :length]) for head in item], axis=0) for item in (s, t))
            squares.extend((p - q) ** 2)
    return np.mean(squares)


def attention_transfer(student, teacher):
    def attention(maps):
        squares = np.sum(maps**2, axis=0).ravel()
        return squares / math.sqrt(squares @ squares)

    return np.mean([(attention(s) - attention(t)) ** 2 for s, t in zip(student, teacher)])


def mean_huber(name, a, b):
    gaps = np.abs(np.array(a) - np.array(b))
    assert gaps.min() < 1 < gaps.max(), f"{name}: one branch of the Huber loss goes unseen"
    return np.mean([gap**2 / 2 if gap < 1 else gap - 0.5 for gap in gaps])


def relative_distances(rows):
    distances = [math.dist(a, b) for a, b in combinations(rows, 2)]
    return np.array(distances) / np.mean(distances)


def angles(rows):
    return [cosine(a - corner, b - corner) for a, corner, b in permutations(rows, 3)]


def similarity_preserving(student, teacher):
    def similarities(rows):
        return np.array([[a @ b / math.sqrt(sum((a @ c) ** 2 for c in rows)) for b in rows] for a in rows])

    return np.sum((similarities(student) - similarities(teacher)) ** 2) / len(student) ** 2


logits, teacher_logits = numbers(1, 5, 4), 2 * numbers(2, 5, 4)
labels, some_labels = [2, 0, 3, 1, 1], [2, -1, 3, -1, 1]
hidden, teacher_hidden = numbers(3, 7, 6), numbers(4, 7, 6)
small, large = numbers(5, 2, 3, 3, 2), numbers(6, 2, 3, 5, 6)
tall, wide = numbers(5, 2, 3, 5, 2), numbers(7, 2, 4, 3, 6)
maps, teacher_maps, more_heads = numbers(8, 2, 2, 4, 4), numbers(9, 2, 2, 4, 4), numbers(10, 2, 3, 4, 4)
items, teacher_items = numbers(11, 6, 3), numbers(12, 6, 5)
items[0] *= 10  # far from the others
features, teacher_features = numbers(13, 4, 2, 3, 3).reshape(4, -1), numbers(14, 4, 5)

recorded = {
    "soft targets": np.mean([9 * divergence(softmax(t / 3), softmax(s / 3)) for s, t in zip(logits, teacher_logits)]),
    "hard labels": hard_labels(logits, labels, 0),
    "hard labels, smoothed": hard_labels(logits, labels, 0.1),
    "hard labels, some": hard_labels(logits, some_labels, 0),
    "hard labels, some, smoothed": hard_labels(logits, some_labels, 0.1),
    "logits": mean_square(logits, teacher_logits),
    "decoupled": decoupled(logits, teacher_logits, labels, 2, 1, 8),
    "decoupled, some labels": decoupled(logits, teacher_logits, some_labels, 4, 0.5, 3),
    "decoupled, two classes": decoupled(logits[:, :2], teacher_logits[:, :2], [0, 1, 1, 0, -1], 2, 1, 8),
    "hidden states": mean_square(hidden, teacher_hidden),
    "hidden states, larger student": mean_square(pooled(large, 3, 2), small),
    "hidden states, larger teacher": mean_square(small, pooled(large, 3, 2)),
    "hidden cosine": mean_cosine_loss(hidden, teacher_hidden),
    "hidden cosine, images": mean_cosine_loss(places(pooled(large, 3, 2)), places(small)),
    "attention": attention_scores(maps, teacher_maps, [4, 4]),
    "attention, padded": attention_scores(maps, teacher_maps, [4, 3]),
    "attention over heads": attention_over_heads(maps, more_heads, [4, 4]),
    "attention over heads, padded": attention_over_heads(maps, more_heads, [4, 3]),
    "attention transfer": attention_transfer(pooled(tall, 3, 2), pooled(wide, 3, 2)),
    "distances": mean_huber("distances", relative_distances(items), relative_distances(teacher_items)),
    "angles": mean_huber("angles", angles(items), angles(teacher_items)),
    "similarity": similarity_preserving(features, teacher_features),
}

print("// Recorded by reference_losses.py.\n// clang-format off\nconst std::map<std::string, double> kRecorded = {")
for name, value in recorded.items():
    print(f'    {{"{name}", {float(value)!r}}},')
print("};")
