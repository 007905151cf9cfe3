#pragma once

#include <QString>
#include <QStringList>

namespace distillab::deploy {

inline constexpr int kOpset = 17;
inline constexpr int kIrVersion = 8;

/// What a file says of itself besides the graph.
struct OnnxModelInfo {
    QString name;
    QStringList labels;
    QString recipe;  ///< the experiment as YAML
};

}  // namespace distillab::deploy
