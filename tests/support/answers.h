#pragma once

#include "core/report/test_answers.h"

#include <algorithm>
#include <vector>

namespace distillab::test {

/// Share of the items that have such an answer on which its likeliest class is the label.
inline double accuracyOf(const report::TestAnswers& answers, std::vector<float> report::TestAnswers::Item::* model) {
    int judged = 0;
    int right = 0;
    for (const report::TestAnswers::Item& item : answers.items) {
        const std::vector<float>& logits = item.*model;
        if (logits.empty()) continue;
        ++judged;
        right += std::max_element(logits.begin(), logits.end()) - logits.begin() == item.label ? 1 : 0;
    }
    return judged > 0 ? static_cast<double>(right) / judged : 0;
}

}  // namespace distillab::test
