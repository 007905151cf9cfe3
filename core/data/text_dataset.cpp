#include "core/data/text_dataset.h"

#include <numeric>

namespace distillab::data {

std::string TextDataset::text(size_t row) const {
    return m_texts->read(m_starts[row], m_hasPairs ? m_lengths[row] : bytes(row));
}

std::string TextDataset::pair(size_t row) const {
    if (!m_hasPairs) return {};
    return m_texts->read(m_starts[row] + m_lengths[row], bytes(row) - m_lengths[row]);
}

std::vector<size_t> TextDataset::classCounts() const {
    std::vector<size_t> counts(static_cast<size_t>(m_classNames.size()));
    for (const std::uint16_t label : m_labels) {
        if (label != kNone) ++counts[label];
    }
    return counts;
}

std::shared_ptr<const TextDataset> TextDataset::chosen(std::span<const std::uint32_t> rows,
                                                       std::uint64_t mostInMemory) const {
    TextDatasetBuilder builder(m_hasPairs, mostInMemory);
    for (const std::uint32_t row : rows) builder.add(*this, row);
    return builder.finish(m_classNames, {});
}

TextDatasetBuilder::TextDatasetBuilder(bool hasPairs, std::uint64_t mostInMemory) : m_dataset(new TextDataset) {
    m_dataset->m_hasPairs = hasPairs;
    m_dataset->m_texts = std::make_unique<TextStore>(mostInMemory);
    m_dataset->m_starts.push_back(0);
}

void TextDatasetBuilder::add(std::string_view text, std::string_view pair, std::uint16_t label) {
    m_dataset->m_texts->append(text);
    if (m_dataset->m_hasPairs) {
        m_dataset->m_texts->append(pair);
        m_dataset->m_lengths.push_back(static_cast<std::uint32_t>(text.size()));
    }
    m_dataset->m_starts.push_back(m_dataset->m_texts->size());
    m_dataset->m_labels.push_back(label);
}

void TextDatasetBuilder::add(const TextDataset& from, size_t row) {
    const std::string both = from.m_texts->read(from.m_starts[row], from.bytes(row));
    const std::string_view view(both);
    const size_t length = from.m_hasPairs ? from.m_lengths[row] : view.size();
    add(view.substr(0, length), view.substr(length), from.m_labels[row]);
}

std::shared_ptr<const TextDataset> TextDatasetBuilder::finish(const QStringList& classNames,
                                                              std::span<const std::uint16_t> classes) {
    m_dataset->m_texts->finish();
    m_dataset->m_classNames = classNames;
    if (!classes.empty()) {
        for (std::uint16_t& label : m_dataset->m_labels) {
            if (label != TextDataset::kNone) label = classes[label];
        }
    }
    return std::move(m_dataset);
}

std::vector<size_t> TextSubset::classCounts() const {
    std::vector<size_t> counts(static_cast<size_t>(dataset->classNames().size()));
    for (size_t position = 0; position < labelledCount(); ++position) {
        if (label(position) != kNoLabel) ++counts[static_cast<size_t>(label(position))];
    }
    return counts;
}

TextSubset TextSubset::chosen(std::span<const std::uint32_t> positions) const {
    TextSubset some{dataset, {}, 0};
    for (const std::uint32_t position : positions) {
        some.indices.push_back(indices[position]);
        if (position < labelled) ++some.labelled;
    }
    return some;
}

TextSubset joined(const TextSubset& labelled, const TextSubset& unlabelled, std::uint64_t mostInMemory) {
    TextDatasetBuilder builder(labelled.dataset->hasPairs(), mostInMemory);
    for (const std::uint32_t row : labelled.indices) builder.add(*labelled.dataset, row);
    for (const std::uint32_t row : unlabelled.indices) builder.add(*unlabelled.dataset, row);
    TextSubset all{builder.finish(labelled.dataset->classNames(), {}), {}, labelled.labelledCount()};
    all.indices.resize(all.dataset->count());
    std::iota(all.indices.begin(), all.indices.end(), 0U);
    return all;
}

}  // namespace distillab::data
