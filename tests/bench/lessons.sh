#!/usr/bin/env bash
# What each lesson's experiment takes and gives, for the bars (under two minutes on two cores) and the numbers in the
# lessons' texts.
#   tests/bench/lessons.sh                     # all
#   tests/bench/lessons.sh temperature alpha   # these
# One line for each button that starts something: seconds, accuracies in percent, agreement.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cli=("$root/dev" cli)
[[ -z ${DISTILLAB_CLI:-} ]] || read -ra cli <<<"$DISTILLAB_CLI"
lessons=("$@")
(($#)) || lessons=(what-a-teacher-knows temperature alpha a-student-too-small pseudo-labels from-student-to-phone)
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
# No answers of earlier runs: each time is that of a learner who begins with this button.
export DISTILLAB_CACHE=$folder/cache

# settings FILE: the front matter's "set" as key=value lines
settings() {
  sed -n '/^set:/,/^---/{s/ *#.*//;s/^  \([a-z_.]*\): *\(.*\)$/\1=\2/p}' "$1"
}

# starts FILE: the query of each button's link, "-" where it has none
starts() {
  sed -n 's/^\[.*\](distillab:start\(?\([^)]*\)\)\?)$/\2/p' "$1" | sed 's/^$/-/'
}

number=0
for lesson in "${lessons[@]}"; do
  file="$root/resources/lessons/en/$lesson.md"
  sample=$(sed -n 's/^experiment: *//p' "$file")
  "${cli[@]}" sample "$sample" --out "$folder/$lesson" >/dev/null
  while read -r query; do
    words=(--set "name=$lesson")
    while read -r word; do words+=(--set "$word"); done < <(settings "$file")
    if [[ $query != - ]]; then
      while read -r word; do words+=(--set "$word"); done < <(tr '&' '\n' <<<"$query")
    fi
    rm -rf -- "$DISTILLAB_CACHE"
    number=$((number + 1))
    out="$folder/run-$number"
    "${cli[@]}" run "$folder/$lesson/experiment.yaml" --out "$out" "${words[@]}" --json </dev/null >"$out.json" \
      2>"$out.log" || { cat "$out.log" >&2; exit 1; }
    python3 - "$out.json" <<'PYTHON'
import json, sys
r = json.load(open(sys.argv[1]))
percent = lambda model: "%6.2f" % (100 * model["accuracy"]) if model else "     -"
labels = r.get("pseudo_labels")
print("%-18s %6.1f s  teacher %s  student %s  without %s  agreement %6.2f%s" % (
    r["name"], sum(r["seconds"].values()), percent(r["teacher"]), percent(r["student"]), percent(r["baseline"]),
    100 * r["agreement"],
    "  labelled %d, right %.1f" % (labels["kept"], 100 * labels["accuracy"]) if labels else ""), flush=True)
PYTHON
  done < <(starts "$file")
done
