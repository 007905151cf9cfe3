// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// Asks the model of this bundle about a PNG file, in Node.js 18 or newer.
//
//     npm install
//     node classify.mjs picture.png
//     node classify.mjs picture.png --model model.int8.onnx           another file of the bundle
//
// A browser does the same with onnxruntime-web in place of onnxruntime-node, and gets its pixels from a canvas.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import onnxruntime from "onnxruntime-node";
import { PNG } from "pngjs";

const { InferenceSession, Tensor } = onnxruntime;
const inBundle = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const readJson = (name) => JSON.parse(readFileSync(inBundle(name), "utf8"));

const preprocessing = readJson("preprocessor_config.json");
const { width, height } = preprocessing.size;
const channels = preprocessing.image_mean.length; // 1: the model sees grey

/** Red, green and blue, 0 to 255, of an area of a picture: their means. What is transparent is black. */
function meanColour(picture, left, top, right, bottom) {
  const sums = [0, 0, 0];
  for (let y = top; y < bottom; ++y) {
    for (let x = left; x < right; ++x) {
      const at = 4 * (y * picture.width + x);
      for (let c = 0; c < 3; ++c) sums[c] += (picture.data[at + c] * picture.data[at + 3]) / 255;
    }
  }
  return sums.map((sum) => Math.round(sum / ((right - left) * (bottom - top))));
}

/** The picture as large as fits, in the middle of a black canvas, as [channels, height, width]. */
function pixelsOf(picture) {
  const scale = Math.min(width / picture.width, height / picture.height);
  const [w, h] = [picture.width, picture.height].map((side) => Math.max(1, Math.floor(side * scale + 1e-6)));
  const [left, top] = [(width - w) >> 1, (height - h) >> 1];
  const values = new Float32Array(channels * width * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const isInside = x >= left && x < left + w && y >= top && y < top + h;
      // The pixels of the file that this one is made of: at least one.
      const from = (place, side, sides) => Math.floor((place * side) / sides);
      const to = (place, side, sides) => Math.max(from(place, side, sides) + 1, from(place + 1, side, sides));
      const [r, g, b] = isInside
        ? meanColour(picture, from(x - left, picture.width, w), from(y - top, picture.height, h),
                     to(x - left, picture.width, w), to(y - top, picture.height, h))
        : [0, 0, 0];
      const seen = channels === 1 ? [Math.floor((11 * r + 16 * g + 5 * b) / 32)] : [r, g, b];
      seen.forEach((value, c) => {
        const { rescale_factor: factor, image_mean: mean, image_std: std } = preprocessing;
        values[(c * height + y) * width + x] = (value * factor - mean[c]) / std[c];
      });
    }
  }
  return values;
}

/** Probabilities of the classes, in the order of labels.json. */
async function classify(session, picture) {
  const pixels = new Tensor("float32", pixelsOf(picture), [1, channels, height, width]); // a batch of one
  const logits = [...(await session.run({ pixel_values: pixels })).logits.data];

  // Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { model: { type: "string", default: "model.onnx" } },
});
if (files.length !== 1) {
  console.error("usage: node classify.mjs PICTURE.png [--model FILE]");
  process.exit(2);
}
process.env.ORT_DISABLE_TELEMETRY ??= "1"; // or ONNX Runtime tells its maker of every model opened
const session = await InferenceSession.create(inBundle(values.model));
const probabilities = await classify(session, PNG.sync.read(readFileSync(files[0])));
readJson("labels.json")
  .map((label, i) => [probabilities[i], label])
  .sort(([a], [b]) => b - a)
  .forEach(([probability, label]) => console.log(`${probability.toFixed(6)}  ${label}`));
