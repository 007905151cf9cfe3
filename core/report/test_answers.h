#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace distillab::report {

/// What teacher and student gave for each item of a run's test split, before any softmax: test_answers.csv.
///
/// Columns: row (from 1), text and text_pair (where the items are texts), label (a class name; empty where there is
/// none), then "teacher: CLASS" and "student: CLASS" for every class. A teacher without an answer has empty cells.
struct TestAnswers {
    QStringList classes;
    struct Item {
        qint64 row = 0;                   ///< position in the test split, from 0
        QString text = {};                ///< empty for pictures
        QString textPair = {};            ///< empty for single texts
        int label = -1;                   ///< index into classes; −1 where there is none
        std::vector<float> teacher = {};  ///< logits, one for each class; empty where the teacher gave none
        std::vector<float> student = {};  ///< likewise, never empty
        bool operator==(const Item&) const = default;
    };
    std::vector<Item> items;

    bool operator==(const TestAnswers&) const = default;
};

/// Writes the run folder's test_answers.csv, whole or not at all. Reading gives the same floats, bit for bit.
/// @throws WorkError when the disk is full or read-only
void writeTestAnswers(const QString& runFolder, const TestAnswers& answers);

/// @return nothing when the run has no such file: it is older, or not finished
/// @throws RequestError naming the line that is damaged
std::optional<TestAnswers> readTestAnswers(const QString& runFolder);

}  // namespace distillab::report
