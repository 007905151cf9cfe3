#pragma once

#include "core/data/labels.h"
#include "core/data/text_store.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace distillab::data {

/// Texts (or pairs of texts), most with labels. Never changes once built; may be read by several threads at once.
/// Small sets are in memory. Of large ones only labels and positions are, 10 bytes a row (14 for pairs).
class TextDataset {
public:
    size_t count() const { return m_labels.size(); }
    const QStringList& classNames() const { return m_classNames; }
    bool hasPairs() const { return m_hasPairs; }
    bool isInMemory() const { return m_texts->isInMemory(); }

    std::string text(size_t row) const;  ///< UTF-8
    std::string pair(size_t row) const;  ///< UTF-8; empty where there are no pairs
    std::int64_t label(size_t row) const { return m_labels[row] == kNone ? kNoLabel : m_labels[row]; }
    /// Length of text and pair together, known without reading them: for batches of like length.
    std::uint32_t bytes(size_t row) const { return static_cast<std::uint32_t>(m_starts[row + 1] - m_starts[row]); }
    std::vector<size_t> classCounts() const;

    /// A data set of some of the rows, in the given order. Reads them front to back when they ascend.
    std::shared_ptr<const TextDataset> chosen(std::span<const std::uint32_t> rows, std::uint64_t mostInMemory) const;

private:
    friend class TextDatasetBuilder;
    TextDataset() = default;

    static constexpr std::uint16_t kNone = 0xFFFF;

    QStringList m_classNames;
    std::unique_ptr<TextStore> m_texts;    ///< of each row the text, then the pair
    std::vector<std::uint64_t> m_starts;   ///< of each row, and the end of the last one
    std::vector<std::uint32_t> m_lengths;  ///< bytes of each row's text alone; only for pairs
    std::vector<std::uint16_t> m_labels;
    bool m_hasPairs = false;
};

/// More classes than this are no classes.
constexpr size_t kMostTextClasses = 10000;

/// Makes a data set row by row.
class TextDatasetBuilder {
public:
    /// @param mostInMemory  bytes of text that stay in memory; more go to a scratch file
    TextDatasetBuilder(bool hasPairs, std::uint64_t mostInMemory);

    void add(std::string_view text, std::string_view pair, std::uint16_t label);
    void addUnlabelled(std::string_view text, std::string_view pair) { add(text, pair, TextDataset::kNone); }
    /// A row of a data set of the same kind, with its label.
    void add(const TextDataset& from, size_t row);
    size_t count() const { return m_dataset->m_labels.size(); }

    /// @param classes  for each label as added, the index of its name
    std::shared_ptr<const TextDataset> finish(const QStringList& classNames, std::span<const std::uint16_t> classes);

private:
    std::unique_ptr<TextDataset> m_dataset;
};

/// A choice of rows of one data set, in order; shares the data set, copies nothing.
struct TextSubset {
    std::shared_ptr<const TextDataset> dataset;
    std::vector<std::uint32_t> indices;
    size_t labelled = kAllItems;  ///< labels of the rows after this many are hidden, where they have any

    size_t count() const { return indices.size(); }
    size_t labelledCount() const { return std::min(labelled, count()); }
    std::int64_t label(size_t position) const { return position < labelled ? trueLabel(position) : kNoLabel; }
    std::int64_t trueLabel(size_t position) const { return dataset->label(indices[position]); }
    std::vector<size_t> classCounts() const;  ///< of the labels that are not hidden
    /// Only these rows. @param positions  ascending
    TextSubset chosen(std::span<const std::uint32_t> positions) const;
};

/// All rows of one and then of the other, in a data set of their own. Those of the second have no labels.
TextSubset joined(const TextSubset& labelled, const TextSubset& unlabelled, std::uint64_t mostInMemory);

/// What a run learns from and is judged on.
struct TextSplits {
    TextSubset train;       ///< after `limit` and without the validation rows
    TextSubset validation;  ///< chooses the best weights
    TextSubset test;        ///< never seen in training; every reported accuracy is measured on it
    QString description;    ///< one sentence on what was read, for logs and reports
};

}  // namespace distillab::data
