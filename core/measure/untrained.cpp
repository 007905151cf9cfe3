#include "core/measure/untrained.h"

#include "core/measure/deploy_library.h"

#include <QTemporaryDir>

namespace distillab::measure {

using namespace Qt::Literals::StringLiterals;

void writeUntrained(const UntrainedNetwork& network, const QString& precision, const QString& path) {
    using Function = void (*)(const UntrainedNetwork&, const QString&, const QString&);
    reinterpret_cast<Function>(deployFunction(kUntrainedWriter))(network, precision, path);
}

report::Measurement measureUntrained(const std::vector<UntrainedNetwork>& networks, RunControl& control,
                                     const std::function<void(double)>& share, double budgetSeconds) {
    const QTemporaryDir scratch;
    std::vector<Candidate> candidates;
    for (const UntrainedNetwork& network : networks) {
        for (const QString& precision : {u"fp32"_s, u"int8"_s}) {
            control.obey();
            Candidate candidate{scratch.filePath(u"%1.onnx"_s.arg(candidates.size())), {}};
            candidate.about.file = network.model;
            candidate.about.precision = precision;
            writeUntrained(network, precision, candidate.path);
            candidates.push_back(std::move(candidate));
        }
    }
    const int tokens = networks.empty() ? 0 : networks.front().tokens;
    return measureFiles(candidates, {.generatedTokens = tokens}, control, share, budgetSeconds);
}

}  // namespace distillab::measure
