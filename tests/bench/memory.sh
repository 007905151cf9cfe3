#!/usr/bin/env bash
# The memory that a run says it will take (core/memory), beside what it took: short runs, "peak_rss_mib" of their
# report.json. They are about memory: what they learn is worth nothing. What core/memory cannot count was measured on the
# first eight; the others judge it, and nothing is fitted to them.
#
# tests/bench/memory.sh [NAME]...    all of them, or those named, or “fitted” or “judging”; needs the samples' data
# (./dev setup) and the command line (distillab-cli) of build/release, or of the folder in DISTILLAB_BIN
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
# So many sentences in a row are a long text.
for count in 8 24; do
    iconv -f latin1 -t utf8 "$reviews" | awk -F'\t' -v count="$count" 'BEGIN {print "text,label"}
        {gsub(/"/, ""); text = text " " $3; sum += $2}
        NR % count == 0 {printf "\"%s\",%s\n", text, (sum > 0 ? "good" : "bad"); text = ""; sum = 0}' \
        > "$scratch/texts-of-$count.csv"
done
mkdir "$scratch/long" "$scratch/insides" "$scratch/hints"
sed '/positive_above/d' "$scratch/texts/experiment.yaml" > "$scratch/long/experiment.yaml"
losses='  losses: [{loss: soft-targets}, {loss: hard-labels}, {loss: hidden-states}, {loss: attention-maps}]'
sed "s/^distill:/&\n$losses/" "$scratch/long/experiment.yaml" > "$scratch/insides/experiment.yaml"
sed "s/^distill:/&\n$losses/" "$scratch/images/experiment.yaml" > "$scratch/hints/experiment.yaml"

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
# long_texts NAME EXPERIMENT SENTENCES --set…
long_texts() {
    local name=$1 experiment=$2 table=$scratch/texts-of-$3.csv
    shift 3
    run "$name" "$experiment" --set data.train="$table" --set data.text=text --set data.label=label \
        --set teacher.finetune.epochs=1 "$@"
}

cnn-small-batch-128() { pictures "$FUNCNAME"; }
cnn-small-batch-1024() { pictures "$FUNCNAME" --set teacher.batch_size=1024 --set distill.batch_size=1024; }
resnet-20-batch-256() { pictures "$FUNCNAME" --set teacher.model=resnet-20 --set teacher.batch_size=256; }
mobilenet-v2-batch-64() {
    pictures "$FUNCNAME" --set data.limit=500 --set teacher.model=resnet-8 --set student.model=mobilenet-v2 \
        --set distill.batch_size=64
}
minilm-bert-tiny() { texts "$FUNCNAME"; }
minilm-batch-128() { texts "$FUNCNAME" --set teacher.finetune.batch_size=128 --set distill.batch_size=128; }
minilm-length-256() { long_texts "$FUNCNAME" long 8 --set data.limit=120 --set data.max_length=256; }
minilm-distilbert() {
    texts "$FUNCNAME" --set data.limit=120 --set student.model=distilbert --set student.project_embeddings=false
}

# A teacher that is fine-tuned with few texts at a time, so that the student takes the most.
insides-of-tinybert() {
    long_texts "$FUNCNAME" insides 8 --set data.limit=120 --set data.max_length=128 \
        --set teacher.finetune.batch_size=2 --set student.model=tinybert-4 --set distill.batch_size=32
}
bert-mini-length-512() {
    long_texts "$FUNCNAME" long 24 --set data.limit=60 --set data.max_length=512 \
        --set teacher.finetune.batch_size=2 --set student.model=bert-mini --set distill.batch_size=16
}
mobilebert-batch-64() {
    texts "$FUNCNAME" --set data.limit=150 --set student.model=mobilebert --set student.project_embeddings=false \
        --set distill.batch_size=64 --set teacher.finetune.batch_size=4
}
half-of-minilm-2-epochs() {
    texts "$FUNCNAME" --set data.limit=200 --set student.start=teacher --set distill.batch_size=64 \
        --set distill.epochs=2 --set distill.baseline=true --set teacher.finetune.batch_size=4
}
minilm-bf16-batch-64() {
    texts "$FUNCNAME" --set data.limit=200 --set precision=bf16 --set teacher.finetune.batch_size=64
}
bert-small-batch-8-sgd() {
    texts "$FUNCNAME" --set data.limit=200 --set teacher.finetune.optimizer=sgd --set teacher.finetune.batch_size=8 \
        --set teacher.finetune.accumulate=4 --set student.model=bert-small --set student.project_embeddings=false \
        --set distill.batch_size=8 --set distill.baseline=true --set export.onnx.precision=int8
}
mobilenet-v2-half-width() {
    pictures "$FUNCNAME" --set data.limit=500 --set teacher.model=resnet-8 --set student.model=mobilenet-v2 \
        --set student.width=0.5 --set distill.batch_size=32 --set data.shift=2
}
hints-of-wide-cnn() {
    run "$FUNCNAME" hints --set data.train="$scratch/pictures" --set data.limit=2000 --set teacher.epochs=1 \
        --set teacher.width=2 --set teacher.batch_size=512 --set student.model=resnet-8 --set distill.batch_size=512 \
        --set distill.baseline=true
}
pictures-of-56() {
    pictures "$FUNCNAME" --set data.limit=800 --set data.image_size=56 --set teacher.batch_size=64 \
        --set student.model=resnet-8 --set distill.batch_size=64 --set distill.baseline=true
}
mlp-small-batch-32() {
    pictures "$FUNCNAME" --set teacher.model=mlp-small --set teacher.optimizer=sgd --set teacher.batch_size=32 \
        --set student.model=mlp-small --set distill.baseline=true
}

fitted="cnn-small-batch-128 cnn-small-batch-1024 resnet-20-batch-256 mobilenet-v2-batch-64
        minilm-bert-tiny minilm-batch-128 minilm-length-256 minilm-distilbert"
judging="insides-of-tinybert bert-mini-length-512 mobilebert-batch-64 half-of-minilm-2-epochs minilm-bf16-batch-64
         bert-small-batch-8-sgd mobilenet-v2-half-width hints-of-wide-cnn pictures-of-56 mlp-small-batch-32"
names=${*:-fitted judging}
names=${names/fitted/$fitted}
names=${names/judging/$judging}
printf '%-28s | %8s | %8s | %5s\n' run "said MiB" "took MiB" ratio
for name in $names; do "$name"; done
