#include "core/experiment/document.h"
#include "core/experiment/samples.h"
#include "core/experiment/validate.h"
#include "core/sweep/sweep.h"
#include "tests/fuzz/fuzz.h"

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray kSweepBegins = "# A sweep";

void readSweep(const QByteArray& bytes) {
    const QByteArray written = sweep::write(sweep::read(bytes, u"sweep.yaml"_s));
    demand(written.startsWith(kSweepBegins), "a sweep says what it is");
    sweep::Sweep again;
    try {
        again = sweep::read(written, u"again"_s);
    } catch (...) {
        demand(false, "what is written is a sweep");
    }
    demand(written == sweep::write(again), "what is written reads as the same");
    sweep::validate(again);
}

}  // namespace

void readHostile(const QByteArray& bytes) {
    if (bytes.startsWith(kSweepBegins)) return readSweep(bytes);
    const experiment::Experiment experiment = experiment::parse(bytes, u"experiment.yaml"_s, u"/nowhere"_s);
    const QByteArray written = experiment::write(experiment);
    QByteArray again;
    try {
        again = experiment::write(experiment::parse(written, u"again"_s, u"/nowhere"_s));
    } catch (...) {
        demand(false, "what is written is an experiment");
    }
    demand(written == again, "what is written reads as the same");
    experiment::validate(experiment);
}

std::vector<QByteArray> seeds() {
    std::vector<QByteArray> all = {
        "version: 1\ntask: image-classification\ndata: {train: a, test: 0.1}\nstudent: {model: cnn-tiny}\n",
        "version: 1\ntask: text-classification\ndata:\n  train: a.csv\n  text: t\n  label: 2\n"
        "distill: {temperature: 8 -> 2, alpha: 0.5, losses: [{kind: soft}]}\nexport: {onnx: {precision: both}}\n",
        "&a [*a, {? b : c}]\n--- !!binary |\n  YQ==\n"};
    all.push_back(experiment::write(experiment::Experiment::defaultsOf(experiment::kImageClassification)));
    all.push_back(experiment::write(experiment::Experiment::defaultsOf(experiment::kTextClassification)));
    sweep::Sweep sweep{.axes = {.temperatures = {1, 2.5}, .alphas = {0.5}, .recipes = {u"hinton"_s}, .seeds = {1, 2}}};
    sweep.base = experiment::Experiment::defaultsOf(experiment::kImageClassification);
    all.push_back(sweep::write(sweep));
    return all;
}

}  // namespace distillab::fuzz
