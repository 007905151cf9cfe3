// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// Asks the model of this bundle about a text, in Node.js 18 or newer.
//
//     npm install
@if PAIRS
//     node classify.mjs "a text" "the text to compare it with"
//     node classify.mjs "a text" "another one" --model model.int8.onnx      another file of the bundle
@else
//     node classify.mjs "a text to judge"
//     node classify.mjs "a text to judge" --model model.int8.onnx           another file of the bundle
@end
//
// A browser does the same with onnxruntime-web in place of onnxruntime-node, and fetch() in place of files.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Tokenizer } from "@huggingface/tokenizers";
import onnxruntime from "onnxruntime-node";

const { InferenceSession, Tensor } = onnxruntime;
const inBundle = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const readJson = (name) => JSON.parse(readFileSync(inBundle(name), "utf8"));

const config = readJson("tokenizer_config.json");
const tokenizer = new Tokenizer(readJson("tokenizer.json"), config);
const mostTokens = config.model_max_length;

@if PAIRS
/** The tokens of two texts. If they are too many, the longer text loses its end; of two long ones each keeps half. */
function encode(first, second) {
  const { ids, token_type_ids: types } = tokenizer.encode(first, { text_pair: second, return_token_type_ids: true });
  const excess = ids.length - mostTokens;
  if (excess <= 0) return { ids, types };
  // One token begins the sequence, then comes the first text; the second one stands before the last token.
  const length = (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length;
  const [a, b] = [length(first), length(second)];
  const room = a + b - excess;
  const shorter = Math.min(a, b, room >> 1);
  const keptA = a > b ? room - shorter : shorter;
  const keptB = room - keptA;
  const isKept = (_, i) => i < 1 + keptA || (i >= 1 + a && i < ids.length - 1 - b + keptB) || i === ids.length - 1;
  return { ids: ids.filter(isKept), types: types.filter(isKept) };
}
@else
/** The tokens of a text. A text that is too long loses its end, but not the token that ends every text. */
function encode(text) {
  const { ids } = tokenizer.encode(text);
  const kept = ids.length > mostTokens ? [...ids.slice(0, mostTokens - 1), ids.at(-1)] : ids;
  return { ids: kept, types: kept.map(() => 0) };
}
@end

/** Probabilities of the classes, in the order of labels.json. */
async function classify(session, ...texts) {
  const { ids, types } = encode(...texts);
  const batchOfOne = (values) => new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
  const inputs = { input_ids: batchOfOne(ids), attention_mask: batchOfOne(ids.map(() => 1)) };
  if (session.inputNames.includes("token_type_ids")) inputs.token_type_ids = batchOfOne(types);
  const logits = [...(await session.run(inputs)).logits.data];

  // Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

const { values, positionals: texts } = parseArgs({
  allowPositionals: true,
  options: { model: { type: "string", default: "model.onnx" } },
});
@if PAIRS
if (texts.length !== 2) {
  console.error('usage: node classify.mjs "TEXT" "SECOND TEXT" [--model FILE]');
@else
if (texts.length !== 1) {
  console.error('usage: node classify.mjs "TEXT" [--model FILE]');
@end
  process.exit(2);
}
process.env.ORT_DISABLE_TELEMETRY ??= "1"; // or ONNX Runtime tells its maker of every model opened
const session = await InferenceSession.create(inBundle(values.model));
const probabilities = await classify(session, ...texts);
readJson("labels.json")
  .map((label, i) => [probabilities[i], label])
  .sort(([a], [b]) => b - a)
  .forEach(([probability, label]) => console.log(`${probability.toFixed(6)}  ${label}`));
