#include "core/session/naive_bayes.h"

#include <algorithm>
#include <cmath>

namespace distillab::session {
namespace {

/// The words of a long text depend on each other: more than so many are counted as so many.
constexpr double kIndependentWords = 30;

}  // namespace

QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    const auto finish = [&] {
        if (!word.isEmpty()) words << std::exchange(word, {});
    };
    for (const QChar character : text) {
        const bool ideograph = character.script() == QChar::Script_Han;
        if (ideograph || !(character.isLetterOrNumber() || character.isMark())) finish();
        if (ideograph) words << character;
        if (!ideograph && (character.isLetterOrNumber() || character.isMark())) word += character.toLower();
    }
    finish();
    return words;
}

NaiveBayes::NaiveBayes(int classes) : m_classes(classes), m_totals(static_cast<size_t>(classes), 0.0) {}

void NaiveBayes::learn(const QString& text, int label) {
    for (const QString& word : wordsOf(text)) {
        std::vector<int>& counts = m_counts[word];
        counts.resize(static_cast<size_t>(m_classes));
        ++counts[static_cast<size_t>(label)];
        m_totals[static_cast<size_t>(label)] += 1;
    }
}

std::vector<double> NaiveBayes::logits(const QString& text) const {
    std::vector<double> logits(static_cast<size_t>(m_classes), 0.0);
    const auto vocabulary = static_cast<double>(m_counts.size());
    double known = 0;
    for (const QString& word : wordsOf(text)) {
        const auto counts = m_counts.constFind(word);
        if (counts == m_counts.constEnd()) continue;
        ++known;
        for (size_t c = 0; c < logits.size(); ++c) {
            logits[c] += std::log(((*counts)[c] + 1.0) / (m_totals[c] + vocabulary));
        }
    }
    const double scale = std::min(1.0, kIndependentWords / std::max(known, 1.0));
    for (double& logit : logits) logit *= scale;
    return logits;
}

}  // namespace distillab::session
