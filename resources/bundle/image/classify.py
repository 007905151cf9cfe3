# Public domain (CC0 1.0): use it in any product, nobody needs to be named.
#
# Asks the model of this bundle about a picture.
#
#     pip install onnxruntime Pillow numpy
#     python classify.py picture.png
#     python classify.py picture.png --model model.int8.onnx           another file of the bundle

import argparse
import json
import os
from pathlib import Path

import numpy as np

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # or ONNX Runtime tells its maker of every model opened
import onnxruntime
from PIL import Image, ImageOps

BUNDLE = Path(__file__).resolve().parents[2]  # the folder that holds model.onnx


def read_json(name):
    return json.loads((BUNDLE / name).read_text(encoding="utf-8"))


def pixels_of(path, preprocessing):
    """The picture as large as fits, in the middle of a black canvas, as [channels, height, width]."""
    size = (preprocessing["size"]["width"], preprocessing["size"]["height"])
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    if picture.size != size:
        picture = ImageOps.contain(picture, size, Image.Resampling.BOX)
    canvas = Image.new("RGB", size)
    canvas.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2), picture)
    rgb = np.asarray(canvas, dtype=np.float32).transpose(2, 0, 1)

    mean = np.array(preprocessing["image_mean"], dtype=np.float32).reshape(-1, 1, 1)
    std = np.array(preprocessing["image_std"], dtype=np.float32).reshape(-1, 1, 1)
    if len(mean) == 1:  # the model sees grey, in whole steps
        rgb = (11 * rgb[0:1] + 16 * rgb[1:2] + 5 * rgb[2:3]) // 32
    return (rgb * preprocessing["rescale_factor"] - mean) / std


def classify(session, pixels):
    """Probabilities of the classes, in the order of labels.json."""
    logits = session.run(["logits"], {"pixel_values": pixels[np.newaxis].astype(np.float32)})[0][0]

    # Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


def main():
    parser = argparse.ArgumentParser(description="Asks the model about a picture.")
    parser.add_argument("picture")
    parser.add_argument("--model", default="model.onnx", metavar="FILE", help="a model file of the bundle")
    words = parser.parse_args()

    session = onnxruntime.InferenceSession(BUNDLE / words.model, providers=["CPUExecutionProvider"])
    probabilities = classify(session, pixels_of(words.picture, read_json("preprocessor_config.json")))
    labels = read_json("labels.json")
    for i in np.argsort(-probabilities):
        print(f"{probabilities[i]:.6f}  {labels[i]}")


main()
