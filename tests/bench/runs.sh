# What the scripts of this folder share that run a sample with several seeds and students; to be sourced.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cli=("$root/dev" cli)
[[ -z ${DISTILLAB_CLI:-} ]] || read -ra cli <<<"$DISTILLAB_CLI"

# takeSeeds SAMPLE SEED... [--set KEY=VALUE]...: fills sample, seeds, and more with what all runs are told; writes the
# sample's experiment into the folder of the runs.
takeSeeds() {
  sample=$1
  shift
  seeds=()
  while [[ ${1:-} =~ ^[0-9]+$ ]]; do
    seeds+=("$1")
    shift
  done
  [[ ${#seeds[@]} -gt 0 ]] || { echo "$(basename "$0"): name the seeds, as in: 1 2 3 [--set KEY=VALUE]..." >&2; exit 2; }
  more=("$@")
  if [[ -n ${RUNS:-} ]]; then
    folder=$RUNS
  else
    folder=$(mktemp -d)
    trap 'rm -rf -- "$folder"' EXIT
  fi
  [[ -e $folder/experiment.yaml ]] || "${cli[@]}" sample "$sample" --out "$folder" >/dev/null
}

# run NAME SEED WORDS...: one run of the sample, unless it is finished
run() {
  local out="$folder/$2-$1" seed=$2
  shift 2
  [[ ! -e $out/report.json ]] || return 0
  "${cli[@]}" run "$folder/experiment.yaml" --out "$out" --set "data.seed=$seed" "$@" "${more[@]}" >"$out.log" 2>&1 ||
    { cat "$out.log" >&2; exit 1; }
}

# sampleRun SEED: the sample as it is, with its teacher and the student without teacher
sampleRun() { run sample "$1" --set distill.baseline=true; }

# studentRun NAME SEED KEY=VALUE...: another student of the same teacher
studentRun() {
  local name=$1 seed=$2 words=() setting
  shift 2
  for setting; do words+=(--set "$setting"); done
  run "$name" "$seed" --set teacher.source=run --set "teacher.path=$folder/$seed-sample" --set distill.baseline=false \
    "${words[@]}"
}
