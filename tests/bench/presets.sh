#!/usr/bin/env bash
# All presets on one sample: accuracy and agreement on the test items, seconds of the student's training, as a table for
# docs/presets.md. The teacher of each seed is trained once; its answers come from the cache.
#   tests/bench/presets.sh SAMPLE SEED... [--set KEY=VALUE]...
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
sample=${1:?usage: presets.sh SAMPLE SEED... [--set KEY=VALUE]...}
shift
seeds=()
while [[ ${1:-} =~ ^[0-9]+$ ]]; do
  seeds+=("$1")
  shift
done
[[ ${#seeds[@]} -gt 0 ]] || { echo "usage: presets.sh SAMPLE SEED... [--set KEY=VALUE]..." >&2; exit 2; }
read -ra cli <<<"${DISTILLAB_CLI:-$root/dev cli}"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
"${cli[@]}" sample "$sample" --out "$folder" >/dev/null
mapfile -t presets < <("${cli[@]}" list presets --json | python3 -c 'import json, sys; [print(p["name"]) for p in json.load(sys.stdin)]')

run() { # NAME SEED WORDS...
  local out="$folder/$2-$1" seed=$2
  shift 2
  "${cli[@]}" run "$folder/experiment.yaml" --out "$out" --set "data.seed=$seed" --set export.onnx.enabled=false "$@" \
    --json >"$out.json" 2>"$out.log" || { cat "$out.log" >&2; exit 1; }
}

for seed in "${seeds[@]}"; do
  for preset in "${presets[@]}"; do
    words=(--set "distill.preset=$preset")
    if [[ $preset == "${presets[0]}" ]]; then
      words+=(--set distill.baseline=true)
    else
      words+=(--set distill.baseline=false --set teacher.source=run --set "teacher.path=$folder/$seed-${presets[0]}")
    fi
    run "$preset" "$seed" "${words[@]}" "$@"
  done
done

python3 - "$folder" "$sample" "${presets[0]}" "${presets[*]}" "${seeds[@]}" <<'PYTHON'
import json, statistics, sys
folder, sample, first, presets, seeds = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].split(), sys.argv[5:]
load = lambda seed, preset: json.load(open("%s/%s-%s.json" % (folder, seed, preset)))
mean = lambda values: statistics.mean(list(values))
firsts = [load(seed, first) for seed in seeds]
print("%s, seeds %s: teacher %.1f %%, student without teacher %.1f %%\n" % (sample, ", ".join(seeds),
      100 * mean(r["teacher"]["accuracy"] for r in firsts), 100 * mean(r["baseline"]["accuracy"] for r in firsts)))
print("| preset | accuracy | least – most | agreement | seconds |\n|---|---|---|---|---|")
for preset in presets:
    runs = [load(seed, preset) for seed in seeds]
    accuracies = [100 * r["student"]["accuracy"] for r in runs]
    print("| `%s` | %.1f %% | %.1f – %.1f | %.1f %% | %.0f |" % (preset, mean(accuracies), min(accuracies),
          max(accuracies), 100 * mean(r["agreement"] for r in runs), mean(r["seconds"]["distil"] for r in runs)))
PYTHON
