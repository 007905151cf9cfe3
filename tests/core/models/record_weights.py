"""Writes recorded_weights.h: small files of torch.save and of the safetensors library, as hex.

python3 record_weights.py > recorded_weights.h     (torch 2.13.0, safetensors 0.6 or later)
"""

import io
from collections import OrderedDict

import torch
from safetensors.torch import save


def torch_bytes(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def line_up(name, why, data):
    assert len(data) < 4096, (name, len(data))
    text = data.hex()
    print(f"\n/// {why}\nconst QByteArray {name} = QByteArray::fromHex(")
    for i in range(0, len(text), 108):
        print(f'    "{text[i:i + 108]}"')
    print(");")


torch.manual_seed(0)
base = torch.arange(6, dtype=torch.float32).reshape(2, 3)
halves = torch.tensor([1.5, -0.0, 6e-8, 65504.0, float("inf"), float("nan")], dtype=torch.float16)
state = OrderedDict(base=base, turned=base.t(), tail=base[1, 1:], half=halves,
                    ids=torch.tensor([[-1, 2**40]]), none=torch.zeros(0, 4))
state._metadata = OrderedDict([("", {"version": 1})])
nested = {"epoch": 3, "lr": 0.5, "size": torch.Size([2, 3]), "dtype": torch.float32, "done": False, "state_dict":
          OrderedDict(weight=torch.nn.Parameter(torch.tensor([[1.0], [-2.0]])), brain=torch.tensor([3.0]).bfloat16(),
                      flag=torch.tensor([True, False]))}

print("#pragma once\n\n// Written by record_weights.py; do not edit.\n\n#include <QByteArray>\n\n// clang-format off")
line_up("kTorchZip", "base = arange(6) as [2, 3], turned = base.t(), tail = base[1, 1:], half, ids, none.",
        torch_bytes(state))
line_up("kTorchLegacy", "The same, as PyTorch before 1.6 wrote it.",
        torch_bytes(state, _use_new_zipfile_serialization=False))
line_up("kTorchNested", "A training program's checkpoint: weight, brain and flag under \"state_dict\".", torch_bytes(nested))
line_up("kTorchModule", "A whole module, which only Python can load.",
        torch_bytes(torch.nn.Identity()))
line_up("kSafetensors", "half, brain, flag, narrow (int8), wide (float64) and short (int16).",
        save({"half": halves, "brain": halves.bfloat16(), "flag": torch.tensor([True, False, True]),
              "narrow": torch.tensor([-128, 127], dtype=torch.int8), "wide": torch.tensor([0.1], dtype=torch.float64),
              "short": torch.tensor([-32768], dtype=torch.int16)}, {"format": "pt"}))
print("// clang-format on")
