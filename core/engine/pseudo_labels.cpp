#include "core/engine/pseudo_labels.h"

#include "core/base/csv.h"
#include "core/data/labels.h"

namespace distillab::engine {
namespace {

void add(nn::Choice& choice, std::uint32_t position, std::int64_t label) {
    choice.positions.push_back(position);
    choice.labels.push_back(label);
}

}  // namespace

std::vector<PseudoLabel> pseudoLabels(const torch::Tensor& logits, size_t begin, size_t end, double threshold) {
    const auto first = static_cast<std::int64_t>(begin);
    const torch::Tensor rows = logits.slice(0, first, static_cast<std::int64_t>(end)).to(torch::kCPU, torch::kFloat64);
    const auto [confidences, answers] = rows.softmax(1).max(1);
    std::vector<PseudoLabel> labels;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const double confidence = confidences[i].item<double>();
        labels.push_back({static_cast<std::uint32_t>(first + i), answers[i].item<std::int64_t>(), confidence,
                          confidence >= threshold});
    }
    return labels;
}

QByteArray toCsv(const std::vector<PseudoLabel>& labels, const Task& task) {
    const QStringList classNames = task.classNames();
    const qsizetype texts = labels.empty() ? 0 : task.textsOf(Split::Train, labels.front().position).size();
    QByteArray csv = "row";
    if (texts > 0) csv += ",text";
    if (texts > 1) csv += ",text_pair";
    csv += ",label,confidence,kept\r\n";
    for (const PseudoLabel& label : labels) {
        csv += QByteArray::number(label.position + 1);
        for (const QString& text : task.textsOf(Split::Train, label.position)) csv += ',' + csvCell(text);
        csv += ',' + csvCell(classNames[label.label]) + ',' + QByteArray::number(label.confidence, 'f', 4) +
               (label.kept ? ",1\r\n" : ",0\r\n");
    }
    return csv;
}

report::PseudoLabelReport summaryOf(const std::vector<PseudoLabel>& labels, const Task& task, double threshold) {
    report::PseudoLabelReport summary;
    summary.rows = static_cast<qint64>(labels.size());
    summary.threshold = threshold;
    qint64 known = 0;
    qint64 right = 0;
    for (const PseudoLabel& label : labels) {
        if (!label.kept) continue;
        ++summary.kept;
        const std::int64_t truth = task.trueLabel(label.position);
        known += truth != data::kNoLabel ? 1 : 0;
        right += truth == label.label ? 1 : 0;
    }
    if (known > 0) summary.accuracy = static_cast<double>(right) / static_cast<double>(known);
    return summary;
}

nn::Choice labelledItems(const Task& task, size_t count) {
    const size_t labelled = task.labelledCount();
    nn::Choice choice;
    for (size_t position = 0; position < labelled; ++position) {
        // The rest that fills no whole round goes to the first ones.
        const size_t times = std::max<size_t>(count / labelled + (position < count % labelled ? 1 : 0), 1);
        for (size_t i = 0; i < times; ++i) {
            add(choice, static_cast<std::uint32_t>(position), task.trueLabel(position));
        }
    }
    return choice;
}

nn::Choice withPseudoLabels(const Task& task, const std::vector<PseudoLabel>& labels) {
    nn::Choice choice = labelledItems(task, task.labelledCount());
    for (const PseudoLabel& label : labels) {
        if (label.kept) add(choice, label.position, label.label);
    }
    return choice;
}

void addUnlabelled(nn::Choice& choice, size_t begin, size_t end) {
    for (size_t position = begin; position < end; ++position) {
        add(choice, static_cast<std::uint32_t>(position), data::kNoLabel);
    }
}

}  // namespace distillab::engine
