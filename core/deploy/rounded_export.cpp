#include "core/deploy/rounded_export.h"

#include "core/deploy/candidate.h"
#include "core/deploy/fusions.h"
#include "core/report/run_events.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace distillab::deploy {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RoundedExport)
};

constexpr size_t kBatchItems = 32;

/// log softmax in double.
std::vector<double> logProbabilities(std::span<const float> logits) {
    const double largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits) sum += std::exp(logit - largest);
    std::vector<double> logs;
    for (const float logit : logits) logs.push_back(logit - largest - std::log(sum));
    return logs;
}

/// Mean KL(p ‖ q), in nats. @param p, q  logits of the same items, one after the other
double meanDivergence(const std::vector<float>& p, const std::vector<float>& q, size_t classes) {
    double sum = 0;
    for (size_t row = 0; row < p.size(); row += classes) {
        const std::vector<double> logP = logProbabilities(std::span(p).subspan(row, classes));
        const std::vector<double> logQ = logProbabilities(std::span(q).subspan(row, classes));
        for (size_t i = 0; i < classes; ++i) sum += std::exp(logP[i]) * (logP[i] - logQ[i]);
    }
    return sum / static_cast<double>(p.size() / classes);
}

double shareOfSameAnswers(const std::vector<float>& a, const std::vector<float>& b, size_t classes) {
    size_t same = 0;
    for (size_t row = 0; row < a.size(); row += classes) {
        same += answerOf(std::span(a).subspan(row, classes)) == answerOf(std::span(b).subspan(row, classes)) ? 1 : 0;
    }
    return static_cast<double>(same) / static_cast<double>(a.size() / classes);
}

bool isInt8(const report::LayerChoice& layer) { return layer.precision == nameOf(WeightPrecision::Int8); }

/// Finds the file in fewer bits that loses no more than it may.
class Rounding {
public:
    Rounding(const ExportRequest& request, const RoundedRequest& rounded, QString path, RunControl& control)
        : m_request(request), m_rounded(rounded), m_path(std::move(path)), m_control(control) {}

    ProvenFile run() {
        m_control.obey();
        Trial whole = {.written = m_rounded.write(m_rounded.plan)};
        const bool quantises = m_rounded.plan.precision == WeightPrecision::Int8;
        if (whole.written.bytes.isEmpty()) {
            whole.written.layers.clear();
            return untried(whole);
        }
        if (quantises && !std::ranges::any_of(whole.written.layers, isInt8)) return untried(whole);
        measureF32();
        judge(whole);
        Trial best = whole;
        // Layers are ranked by files in which all others are f32: those of a model with data beside it have no room.
        if (quantises && !holds(best) && !m_request.data) {
            rank(whole);
            best = fewestInF32(whole);
        }
        return finish(best, holds(best));
    }

private:
    struct Trial {
        WrittenModel written;
        std::vector<float> logits = {};  ///< of all test items
        double accuracy = 0;
    };
    struct Ranked {
        std::string layer;
        double sensitivity = 0;
    };

    void measureF32() {
        const Candidate f32(m_request, m_request.model, m_path, m_control, m_request.data);
        OnnxModel model = f32.open(QThread::idealThreadCount());
        m_f32Logits = f32.logits(model, kBatchItems);
        m_f32Accuracy = f32.accuracyOf(m_f32Logits);
    }

    Candidate candidate(const Trial& trial) const { return {m_request, trial.written.bytes, m_path, m_control}; }

    void judge(Trial& trial) const {
        const Candidate candidate = this->candidate(trial);
        OnnxModel model = candidate.open(QThread::idealThreadCount());
        trial.logits = candidate.logits(model, 1);
        trial.accuracy = candidate.accuracyOf(trial.logits);
    }

    double pointsLost(const Trial& trial) const { return 100 * (m_f32Accuracy - trial.accuracy); }
    bool holds(const Trial& trial) const {
        constexpr double kRounding = 1e-9;
        return pointsLost(trial) <= m_rounded.maxDrop + kRounding;
    }

    // Which layers cost the most

    std::vector<float> sampleLogits(const QByteArray& bytes) const {
        OnnxModel model(bytes, m_path, QThread::idealThreadCount());
        std::vector<float> logits;
        for (size_t i = 0; i < std::min(kRankingItems, m_rounded.samples); ++i) {
            const std::vector<float> answer = model.run(m_rounded.sample(i));
            logits.insert(logits.end(), answer.begin(), answer.end());
        }
        return logits;
    }

    /// The most sensitive layers first; of equals those that come first in the graph.
    void rank(const Trial& whole) {
        std::set<std::string> layers;
        for (const report::LayerChoice& layer : whole.written.layers) {
            if (isInt8(layer)) layers.insert(layer.name.toStdString());
        }
        const std::vector<float> f32 = sampleLogits(m_request.model);
        for (const report::LayerChoice& layer : whole.written.layers) {
            if (!isInt8(layer)) continue;
            m_control.obey();
            WeightPlan plan = m_rounded.plan;
            plan.inF32 = layers;
            plan.inF32.erase(layer.name.toStdString());
            const std::vector<float> alone = sampleLogits(m_rounded.write(plan).bytes);
            m_ranking.push_back(
                {layer.name.toStdString(), meanDivergence(f32, alone, static_cast<size_t>(m_request.classCount))});
        }
        std::ranges::stable_sort(m_ranking, std::ranges::greater(), &Ranked::sensitivity);
        m_pointsOfAll = pointsLost(whole);
    }

    Trial withWorstInF32(size_t count) const {
        m_control.obey();
        WeightPlan plan = m_rounded.plan;
        for (size_t i = 0; i < count; ++i) plan.inF32.insert(m_ranking[i].layer);
        Trial trial{.written = m_rounded.write(plan)};
        judge(trial);
        return trial;
    }

    /// Doubles the number of layers in f32 until the file holds, then halves the gap to the last number that did not.
    /// The whole one where no file with any int8 holds.
    Trial fewestInF32(const Trial& whole) const {
        size_t tooFew = 0;
        size_t enough = 1;
        std::optional<Trial> best;
        for (; enough < m_ranking.size(); enough *= 2) {
            Trial trial = withWorstInF32(enough);
            if (holds(trial)) {
                best = std::move(trial);
                break;
            }
            tooFew = enough;
        }
        if (!best && m_ranking.size() > tooFew + 1) {
            enough = m_ranking.size() - 1;
            Trial trial = withWorstInF32(enough);
            if (holds(trial)) best = std::move(trial);
        }
        if (!best) return whole;
        while (enough - tooFew > 1) {
            const size_t middle = tooFew + (enough - tooFew) / 2;
            Trial trial = withWorstInF32(middle);
            if (holds(trial)) {
                best = std::move(trial);
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return *best;
    }

    // What is reported

    report::OnnxFileReport describe(const Trial& trial) const {
        report::OnnxFileReport report;
        report.precision = nameOf(m_rounded.plan.precision);
        report.bytes = trial.written.bytes.size();
        report.accuracy = trial.accuracy;
        report.layers = trial.written.layers;
        if (m_rounded.plan.precision == WeightPrecision::Int8) {
            report.weightBits = m_rounded.plan.bits == experiment::WeightBits::Seven ? 7 : 8;
        }
        for (report::LayerChoice& layer : report.layers) tellSensitivity(layer);
        return report;
    }

    ProvenFile untried(const Trial& trial) const {
        report::OnnxFileReport nothing = describe(trial);
        nothing.bytes = 0;
        nothing.accuracy = report::kNotMeasured;
        return {nothing, {}};
    }

    void tellSensitivity(report::LayerChoice& layer) const {
        const auto ranked = std::ranges::find(m_ranking, layer.name.toStdString(), &Ranked::layer);
        if (ranked == m_ranking.end()) return;
        layer.sensitivity = ranked->sensitivity;
        if (isInt8(layer)) return;
        layer.why =
            Text::tr("in int8 it changes the answers among the most (KL %1); with all in int8, %2 points are lost")
                .arg(layer.sensitivity, 0, 'g', 2)
                .arg(m_pointsOfAll, 0, 'f', 1);
    }

    ProvenFile finish(const Trial& trial, bool kept) const {
        const Candidate candidate = this->candidate(trial);
        candidate.check();
        report::OnnxFileReport report = describe(trial);
        {
            OnnxModel model = candidate.open(QThread::idealThreadCount());
            const Candidate::Comparison comparison = candidate.compareWithEngine(model);
            report.maxAbsDiff = comparison.largestDifference;
            report.checkedItems = static_cast<qint64>(comparison.checked);
            report.sameAnswers = comparison.otherAnswers.empty();
        }
        report.agreement = shareOfSameAnswers(m_f32Logits, trial.logits, candidate.classes());
        const Latency latency = candidate.latency();
        report.latencyMsP50 = latency.msP50;
        report.latencyMsP95 = latency.msP95;
        m_control.obey();
        if (!kept) return {report, {}};
        report.fusions = fusionsOf(trial.written.bytes);
        report.file = QFileInfo(m_path).fileName();
        return {report, trial.written.bytes};
    }

    const ExportRequest& m_request;
    const RoundedRequest& m_rounded;
    QString m_path;
    RunControl& m_control;
    std::vector<float> m_f32Logits;
    double m_f32Accuracy = 0;
    std::vector<Ranked> m_ranking;
    double m_pointsOfAll = 0;  ///< lost with every layer in int8; once layers are ranked
};

}  // namespace

ProvenFile proveRounded(const ExportRequest& request, const RoundedRequest& rounded, const QString& path,
                        RunControl& control) {
    return Rounding(request, rounded, path, control).run();
}

}  // namespace distillab::deploy
