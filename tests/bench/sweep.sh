#!/usr/bin/env bash
# What a sweep costs: the seconds of the teacher, of its targets and of each student, and the whole beside the least it
# could cost, N × one student's training + one teacher (+ one student without teacher where the sample asks for it).
#   tests/bench/sweep.sh movie-reviews                                        # 3×3, as the bar has it
#   tests/bench/sweep.sh fashion-mnist 1,4 0.5,0.9 --set data.limit=2000      # smaller, to try it
# The cache is empty at the beginning. Nothing else should run meanwhile.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
sample=${1:?usage: sweep.sh SAMPLE [TEMPERATURES ALPHAS] [--set KEY=VALUE]...}
shift
temperatures=1,2,4 alphas=0.3,0.6,0.9
if [[ ${1:-} =~ ^[0-9] ]]; then
  temperatures=$1 alphas=$2
  shift 2
fi
cli=("$root/dev" cli)
[[ -z ${DISTILLAB_CLI:-} ]] || read -ra cli <<<"$DISTILLAB_CLI"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
export DISTILLAB_CACHE=$folder/cache
"${cli[@]}" sample "$sample" --out "$folder" >/dev/null
start=$(date +%s.%N)
"${cli[@]}" sweep "$folder/experiment.yaml" --out "$folder/sweep" --temperature "$temperatures" --alpha "$alphas" "$@" \
  --json >"$folder/sweep.json" 2>"$folder/log" || { cat "$folder/log" >&2; exit 1; }
end=$(date +%s.%N)
python3 - "$folder/sweep.json" "$start" "$end" <<'PYTHON'
import json, sys
cells = json.load(open(sys.argv[1]))
wall = float(sys.argv[3]) - float(sys.argv[2])
seconds = [json.load(open(cell["run"] + "/report.json"))["seconds"] for cell in cells]
total = lambda phase: sum(s.get(phase, 0) for s in seconds)
print("| run | accuracy | data | teacher | targets | student | without teacher | test |\n|---|---|---|---|---|---|---|---|")
for cell, s in zip(cells, seconds):
    print("| T %g, alpha %g | %.1f %% | %s |" % (cell["temperature"], cell["alpha"], 100 * cell["accuracy"], " | ".join(
          "%.1f" % s.get(phase, 0) for phase in ("data", "teacher_train", "teacher_targets", "distil", "baseline", "evaluate"))))
student = total("distil") / len(cells)
targets = max(s.get("teacher_targets", 0) for s in seconds)
least = len(cells) * student + total("teacher_train") + targets + total("baseline")
print("\none student %.1f s, teacher %.1f s, its targets %.1f s (%.1f s in all runs), student without teacher %.1f s" %
      (student, total("teacher_train"), targets, total("teacher_targets"), total("baseline")))
print("the whole sweep %.1f s, the least it could take %.1f s: ratio %.3f" % (wall, least, wall / least))
print("beside %d × student + targets: ratio %.3f" % (len(cells), wall / (len(cells) * student + targets)))
PYTHON
