#!/usr/bin/env bash
# Students of every architecture, distilled a little from the movie reviews, exported, and opened in transformers and
# optimum: the table of docs/deploy.md. PYTHON is that of the environment that interop.py describes.
#
#     PYTHON=VENV/bin/python tests/bench/interop.sh [RUN...]          # finished runs to look at besides
#
# RUNS=FOLDER keeps the runs and bundles.
set -euo pipefail

source "$(dirname -- "${BASH_SOURCE[0]}")/runs.sh"
folder=${RUNS:-$(mktemp -d)}
[[ ${RUNS:-} ]] || trap 'rm -rf -- "$folder"' EXIT
reviews="$root/.deps/movie-reviews/movieReviewSnippets_GroundTruth.txt"
mkdir -p -- "$folder"
folder=$(realpath -- "$folder")
iconv -f latin1 -t utf8 "$reviews" | cut -f 3 >"$folder/texts"
"$PYTHON" "$root/tests/bench/interop.py" models "$folder/models" "$folder/texts" >/dev/null

words=()
for kind in bert distilbert roberta electra mobilebert; do
  cat >"$folder/$kind.yaml" <<END
task: text-classification
threads: 1
data: {train: "$reviews", text: "3", label: "2", positive_above: 0, max_length: 48, limit: 300}
teacher: {source: folder, path: "$folder/models/$kind", finetune: {epochs: 1}}
student: {start: folder, path: "$folder/models/$kind"}
distill: {epochs: 2, baseline: false}
END
  "${cli[@]}" run "$folder/$kind.yaml" --out "$folder/$kind" >"$folder/$kind.log" 2>&1 || { cat "$folder/$kind.log" >&2; exit 1; }
  set -- "$@" "$folder/$kind"
done
for run in "$@"; do
  bundle="$folder/$(basename -- "$run")-bundle"
  "${cli[@]}" export "$run" --out "$bundle" --precision both >&2
  words+=("$run" "$bundle")
done
"$PYTHON" "$root/tests/bench/interop.py" "${words[@]}"
