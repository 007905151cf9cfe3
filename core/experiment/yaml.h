#pragma once

#include <QByteArray>
#include <QString>

namespace YAML {
class Node;
}

namespace distillab::experiment {

/// The one document of a YAML text: an empty map where it has none.
/// @throws RequestError naming `name` and the line when it is not YAML, or when it holds several documents
YAML::Node parseYaml(const QByteArray& yaml, const QString& name);

}  // namespace distillab::experiment
