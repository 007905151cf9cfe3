#include "core/base/spelling.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace distillab {
namespace {

/// Levenshtein distance, one row at a time.
qsizetype editDistance(const QString& a, const QString& b) {
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const qsizetype substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, substituted});
        }
    }
    return row.back();
}

}  // namespace

QString nearestWord(const QString& word, const QStringList& candidates) {
    QStringList sorted = candidates;
    sorted.sort();
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QString& candidate : sorted) {
        if (candidate.section(QLatin1Char('.'), -1) == word.section(QLatin1Char('.'), -1) && bestDistance > 1) {
            best = candidate;
            bestDistance = 1;
        }
        const qsizetype distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

}  // namespace distillab
