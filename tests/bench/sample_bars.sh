#!/usr/bin/env bash
# The bars of the samples, measured: runs a sample with several seeds and prints one row each.
#   tests/bench/sample_bars.sh fashion-mnist 1 2 3
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
sample=${1:?sample name}
shift
folder=$(mktemp -d)
"$root/dev" cli sample "$sample" --out "$folder" >/dev/null
printf '%-6s %9s %9s %9s %8s %8s %9s %9s\n' seed teacher student baseline params× latency× seconds MiB
for seed in "$@"; do
  "$root/dev" cli run "$folder/experiment.yaml" --out "$folder/$seed" --set "data.seed=$seed" --json \
    >"$folder/$seed.json" 2>"$folder/$seed.log"
  python3 - "$seed" "$folder/$seed.json" <<'PYTHON'
import json, sys
seed, path = sys.argv[1:]
r = json.load(open(path))
onnx = r["onnx"]
print("%-6s %8.2f%% %8.2f%% %8.2f%% %8.1f %8.1f %9.1f %9.0f" % (
    seed, 100 * r["teacher"]["accuracy"], 100 * r["student"]["accuracy"], 100 * r["baseline"]["accuracy"],
    r["teacher"]["parameters"] / r["student"]["parameters"],
    onnx["teacher"]["latency_ms_p50"] / onnx["precisions"]["fp32"]["latency_ms_p50"],
    sum(r["seconds"].values()), r["peak_rss_mib"]))
PYTHON
done
printf 'runs kept in %s\n' "$folder"
