#!/usr/bin/env bash
# The memory that a run says it will take (core/memory), beside what it took: eight short runs, "peak_rss_mib" of their
# report.json. They are about memory: what they learn is worth nothing.
#
# tests/bench/memory.sh [NAME]...    all of them, or those named; needs the samples' data (./dev setup) and the command
# line (distillab-cli) of build/release, or of the folder in DISTILLAB_BIN
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cli=${DISTILLAB_BIN:-$root/build/release/bin}/distillab-cli
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export DISTILLAB_CACHE=$scratch/cache

"$cli" sample fashion-mnist --out "$scratch/images" 2>/dev/null >&2
"$cli" sample movie-reviews --out "$scratch/texts" 2>/dev/null >&2
# path EXPERIMENT: its data.train
path() { sed -n 's/^  train: *"\{0,1\}\([^"#]*[^"# ]\)"\{0,1\} *#.*/\1/p' "$scratch/$1/experiment.yaml"; }
reviews=$(path texts)
# Without the 10,000 test pictures, which take time and nothing else.
mkdir "$scratch/pictures"
ln -s "$(path images)"/train-* "$scratch/pictures"
# Eight sentences in a row are a long text.
iconv -f latin1 -t utf8 "$reviews" | awk -F'\t' 'BEGIN {print "text,label"} {gsub(/"/, ""); text = text " " $3; sum += $2}
    NR % 8 == 0 {printf "\"%s\",%s\n", text, (sum > 0 ? "good" : "bad"); text = ""; sum = 0}' > "$scratch/long.csv"

# run NAME EXPERIMENT --set…: prints its line of the table
run() {
    local name=$1 experiment=$2
    shift 2
    "$cli" run "$scratch/$experiment/experiment.yaml" --out "$scratch/$name" --set distill.epochs=1 \
        --set distill.baseline=false "$@" 2> "$scratch/$name.log" > /dev/null || { cat "$scratch/$name.log"; return 1; }
    local said measured
    said=$(sed -n 's/.*will take about \([0-9.,]* [KMG]iB\) of memory.*/\1/p' "$scratch/$name.log" | tr -d ,)
    measured=$(grep -o '"peak_rss_mib": *[0-9.]*' "$scratch/$name/report.json" | grep -o '[0-9.]*$')
    awk -v name="$name" -v said="$said" -v measured="$measured" 'BEGIN {
        split(said, part, " ")
        estimate = part[1] * (part[2] == "GiB" ? 1024 : part[2] == "MiB" ? 1 : 1 / 1024)
        printf "%-28s | %8.0f | %8.0f | %5.2f\n", name, estimate, measured, estimate / measured
    }'
}

pictures() { local name=$1; shift; run "$name" images --set data.train="$scratch/pictures" --set data.limit=2000 --set teacher.epochs=1 "$@"; }
texts() { local name=$1; shift; run "$name" texts --set data.limit=300 --set teacher.finetune.epochs=1 "$@"; }

cnn-small-batch-128() { pictures "$FUNCNAME"; }
cnn-small-batch-1024() { pictures "$FUNCNAME" --set teacher.batch_size=1024 --set distill.batch_size=1024; }
resnet-20-batch-256() { pictures "$FUNCNAME" --set teacher.model=resnet-20 --set teacher.batch_size=256; }
mobilenet-v2-batch-64() {
    pictures "$FUNCNAME" --set data.limit=500 --set teacher.model=resnet-8 --set student.model=mobilenet-v2 \
        --set distill.batch_size=64
}
minilm-bert-tiny() { texts "$FUNCNAME"; }
minilm-batch-128() { texts "$FUNCNAME" --set teacher.finetune.batch_size=128 --set distill.batch_size=128; }
minilm-length-256() {
    sed '/positive_above/d' "$scratch/texts/experiment.yaml" > "$scratch/texts/long.yaml"
    mkdir -p "$scratch/long" && mv "$scratch/texts/long.yaml" "$scratch/long/experiment.yaml"
    run "$FUNCNAME" long --set data.train="$scratch/long.csv" --set data.text=text --set data.label=label \
        --set data.limit=120 --set data.max_length=256 --set teacher.finetune.epochs=1
}
minilm-distilbert() {
    texts "$FUNCNAME" --set data.limit=120 --set student.model=distilbert --set student.project_embeddings=false
}

all="cnn-small-batch-128 cnn-small-batch-1024 resnet-20-batch-256 mobilenet-v2-batch-64
     minilm-bert-tiny minilm-batch-128 minilm-length-256 minilm-distilbert"
printf '%-28s | %8s | %8s | %5s\n' run "said MiB" "took MiB" ratio
for name in ${*:-$all}; do "$name"; done
