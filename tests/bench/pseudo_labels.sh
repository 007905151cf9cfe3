#!/usr/bin/env bash
# What the teacher's labels are worth: movie-reviews with 1,000 labelled sentences and 8,000 without.
#   tests/bench/pseudo_labels.sh 1 2 3                                   # seeds
#   tests/bench/pseudo_labels.sh 1 --set data.limit=2000 --set data.labelled=300   # smaller, to try it
# Three students of one teacher, who has seen the labelled sentences alone; all make about as many steps:
#   alone      labelled sentences, no teacher
#   labelled   labelled sentences, and the teacher's soft targets for them
#   pseudo     these, and all others that the teacher labels with at least 90 %
# gain = pseudo - labelled, in points. All accuracies are on the same held-out test sentences.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
seeds=()
while [[ ${1:-} =~ ^[0-9]+$ ]]; do
  seeds+=("$1")
  shift
done
[[ ${#seeds[@]} -gt 0 ]] || { echo "usage: pseudo_labels.sh SEED... [--set KEY=VALUE]..." >&2; exit 2; }
epochs=${EPOCHS:-8}
cli=("$root/dev" cli)
[[ -z ${DISTILLAB_CLI:-} ]] || read -ra cli <<<"$DISTILLAB_CLI"
folder=$(mktemp -d)
"${cli[@]}" sample movie-reviews --out "$folder" >/dev/null

# run NAME SEED WORDS...: one run with the common settings
run() {
  local out="$folder/$2-$1" seed=$2
  shift 2
  "${cli[@]}" run "$folder/experiment.yaml" --out "$out" --set "data.seed=$seed" --set data.test=0.075 \
    --set data.validation=0.08 --set data.labelled=1000 --set teacher.finetune.epochs=4 \
    --set export.onnx.enabled=false "$@" --json >"$out.json" 2>"$out.log" || { cat "$out.log" >&2; exit 1; }
}

for seed in "${seeds[@]}"; do
  run pseudo "$seed" --set "distill.epochs=$epochs" "$@"
  # As many steps from fewer sentences take more epochs.
  more=$(python3 - "$folder/$seed-pseudo.json" "$epochs" <<'PYTHON'
import json, sys
r = json.load(open(sys.argv[1]))
labelled = r["data"]["train_items"] - r["pseudo_labels"]["rows"]
print(max(1, round(int(sys.argv[2]) * (labelled + r["pseudo_labels"]["kept"]) / labelled)))
PYTHON
  )
  run labelled "$seed" --set "distill.epochs=$more" "$@" --set distill.pseudo_labels.threshold=1 \
    --set distill.baseline=false --set teacher.source=run --set "teacher.path=$folder/$seed-pseudo"
done

python3 - "$folder" "${seeds[@]}" <<'PYTHON'
import json, sys
folder, seeds = sys.argv[1], sys.argv[2:]
head = ("seed", "labelled", "others", "kept", "right", "teacher", "alone", "labelled", "pseudo", "gain", "seconds")
print(("%-6s" + " %8s" * 10) % head)
rows = []
for seed in seeds:
    pseudo, labelled = (json.load(open("%s/%s-%s.json" % (folder, seed, name))) for name in ("pseudo", "labelled"))
    p = pseudo["pseudo_labels"]
    row = [pseudo["teacher"]["accuracy"], pseudo["baseline"]["accuracy"], labelled["student"]["accuracy"],
           pseudo["student"]["accuracy"]]
    row = [100 * value for value in row] + [100 * (row[3] - row[2])]
    rows.append(row)
    seconds = sum(pseudo["seconds"].values()) + sum(labelled["seconds"].values())
    print("%-6s %8d %8d %8d %7.1f%%" % (seed, pseudo["data"]["train_items"] - p["rows"], p["rows"], p["kept"],
                                        100 * (p["accuracy"] or 0))
          + " %7.2f%% %7.2f%% %7.2f%% %7.2f%% %+8.2f" % tuple(row) + " %8.0f" % seconds)
mean = [sum(column) / len(rows) for column in zip(*rows)]
print("%-6s %35s" % ("mean", "") + " %7.2f%% %7.2f%% %7.2f%% %7.2f%% %+8.2f" % tuple(mean))
print("test sentences of each seed: %d" % pseudo["data"]["test_items"])
PYTHON
printf 'runs kept in %s\n' "$folder"
