#!/usr/bin/env bash
# From plain distillation to the preset best-tiny, step by step, on movie-reviews: a table for docs/results.md.
#   tests/bench/ladder.sh SEED... [--set KEY=VALUE]...
# Each step keeps what the steps before it changed; the second is the sample as it is, the last the sample
# movie-reviews-best. RUNS=DIR keeps the runs there and does not repeat those that are finished.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/runs.sh"
takeSeeds movie-reviews "$@"
[[ -e $folder/best/experiment.yaml ]] || "${cli[@]}" sample movie-reviews-best --out "$folder/best" >/dev/null
others=$(sed -n 's/^  unlabelled: "\(.*\)".*/\1/p' "$folder/best/experiment.yaml")

# NAME|what the table calls it|its settings
steps=(
  "plain|taught by MiniLM-L6, T 2, alpha 0.6|student.project_embeddings=false export.onnx.enabled=false"
  "sample|+ begins with the teacher's words, projected|"
  "others|+ sentences from elsewhere, which the teacher answers|data.unlabelled=$others teacher.quantised=true
     distill.pseudo_labels.enabled=false distill.epochs=5 distill.batch_size=64 export.onnx.enabled=false"
  "softer|+ T 4, alpha 0.9|data.unlabelled=$others teacher.quantised=true
     distill.pseudo_labels.enabled=false distill.epochs=5 distill.batch_size=64 export.onnx.enabled=false
     distill.temperature=4 distill.alpha=0.9"
  "best|+ half precision: the sample \`movie-reviews-best\`|data.unlabelled=$others teacher.quantised=true
     distill.preset=best-tiny"
)

for seed in "${seeds[@]}"; do
  sampleRun "$seed"
  for step in "${steps[@]}"; do
    IFS='|' read -r -d '' name _ settings <<<"$step" || true
    # shellcheck disable=SC2086 # words, one per setting
    [[ $name == sample ]] || studentRun "$name" "$seed" $settings
  done
done

printf '%s\n' "${steps[@]}" | python3 -c '
import json, statistics, sys
folder, seeds = sys.argv[1], sys.argv[2:]
load = lambda seed, name: json.load(open("%s/%s-%s/report.json" % (folder, seed, name)))
mean = lambda values: statistics.mean(list(values))
def row(title, models, gap, agreement, seconds):
    accuracies = [100 * model["accuracy"] for model in models]
    print("| %s | %.1f %% | %.1f – %.1f | %s | %s | %s | %.1f |" % (title, mean(accuracies), min(accuracies),
          max(accuracies), gap, agreement, seconds, mean(model["bytes"] for model in models) / 1e6))
steps = [line.split("|")[:2] for line in sys.stdin if "|" in line]
firsts = [load(seed, "sample") for seed in seeds]
teacher = mean(100 * r["teacher"]["accuracy"] for r in firsts)
print("movie-reviews, seeds %s, %d test sentences each\n" % (", ".join(seeds), firsts[0]["teacher"]["items"]))
print("| student | accuracy | least – most | behind the teacher | agreement | seconds | MB |\n|---|---|---|---|---|---|---|")
row("the teacher, MiniLM-L6", [r["teacher"] for r in firsts], "–", "–", "–")
row("`bert-tiny` without a teacher", [r["baseline"] for r in firsts],
    "%.1f" % (teacher - mean(100 * r["baseline"]["accuracy"] for r in firsts)), "–",
    "%.0f" % mean(r["seconds"]["baseline"] for r in firsts))
for name, title in steps:
    runs = [load(seed, name) for seed in seeds]
    row(title, [r["student"] for r in runs], "%.1f" % (teacher - mean(100 * r["student"]["accuracy"] for r in runs)),
        "%.1f %%" % mean(100 * r["agreement"] for r in runs),
        "%.0f" % mean(r["seconds"]["distil"] for r in runs))
last = [load(seed, steps[-1][0]) for seed in seeds]
small = mean(r["student"]["bytes"] for r in last) / mean(r["teacher"]["bytes"] for r in last)
slow = mean(r["onnx"]["teacher"]["latency_ms_p50"] for r in last)
fast = mean(r["onnx"]["precisions"]["fp32"]["latency_ms_p50"] for r in last)
print("\nThe last student: %.1f %% smaller on disk than its teacher; a sentence in ONNX Runtime takes %.2f ms, its teacher"
      " %.1f ms (%.0f×)." % (100 * (1 - small), fast, slow, slow / fast))
' "$folder" "${seeds[@]}" | "$root/tests/bench/into_results.py" ladder
