#!/usr/bin/env bash
# All presets that suit a sample: accuracy and agreement on the test items, and what each costs, as a table for
# docs/results.md. The teacher of each seed is trained once, by the sample as it is, whose student without teacher is the
# baseline; its answers come from the cache. The cost is the time of a short training beside that of `tutorial`: only
# these runs need a machine that does nothing else. RUNS=DIR keeps the runs there and does not repeat those that are
# finished.
#   tests/bench/presets.sh SAMPLE SEED... [--set KEY=VALUE]...
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/runs.sh"
takeSeeds "${1:?usage: presets.sh SAMPLE SEED... [--set KEY=VALUE]...}" "${@:2}"
mapfile -t presets < <("${cli[@]}" list presets --json | python3 -c '
import json, sys
task = "image-classification" if sys.argv[1].startswith("fashion") else "text-classification"
for preset in json.load(sys.stdin):
    if preset["task"] in ("", task): print(preset["name"])' "$sample")

for seed in "${seeds[@]}"; do
  sampleRun "$seed"
  for preset in "${presets[@]}"; do studentRun "$preset" "$seed" "distill.preset=$preset"; done
done
for preset in "${presets[@]}"; do studentRun "short-$preset" "${seeds[0]}" "distill.preset=$preset" data.limit=2000; done

python3 - "$folder" "$sample" "${presets[*]}" "${seeds[@]}" <<'PYTHON' | "$root/tests/bench/into_results.py" "presets $sample"
import json, statistics, sys
folder, sample, presets, seeds = sys.argv[1], sys.argv[2], sys.argv[3].split(), sys.argv[4:]
load = lambda seed, name: json.load(open("%s/%s-%s/report.json" % (folder, seed, name)))
mean = lambda values: statistics.mean(list(values))
firsts = [load(seed, "sample") for seed in seeds]
print("%s, seeds %s: teacher %.1f %%, student without teacher %.1f %%\n" % (sample, ", ".join(seeds),
      100 * mean(r["teacher"]["accuracy"] for r in firsts), 100 * mean(r["baseline"]["accuracy"] for r in firsts)))
seconds = {preset: load(seeds[0], "short-" + preset)["seconds"]["distil"] for preset in presets}
print("| preset | accuracy | least – most | agreement | time, × `tutorial` |\n|---|---|---|---|---|")
for preset in presets:
    runs = [load(seed, preset) for seed in seeds]
    accuracies = [100 * r["student"]["accuracy"] for r in runs]
    print("| `%s` | %.1f %% | %.1f – %.1f | %.1f %% | %.1f |" % (preset, mean(accuracies), min(accuracies),
          max(accuracies), 100 * mean(r["agreement"] for r in runs), seconds[preset] / seconds["tutorial"]))
PYTHON
