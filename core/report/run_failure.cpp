#include "core/report/run_failure.h"

#include "core/base/private_file.h"
#include "core/experiment/run_folder.h"
#include "core/report/json.h"

#include <QFile>

namespace distillab::report {

void writeFailure(const QString& runFolder, const RunFailure& failure) {
    const Json json{{"message", failure.message.toStdString()},
                    {"where", failure.where.toStdString()},
                    {"remedy", failure.remedy.toStdString()}};
    // It may quote a row of the data or what a server said.
    writePrivateFileAtomically(experiment::RunFolder(runFolder).failureFile(), indentedText(json));
}

std::optional<RunFailure> readFailure(const QString& runFolder) {
    QFile file(experiment::RunFolder(runFolder).failureFile());
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    try {
        const Json json = Json::parse(file.readAll().toStdString());
        return RunFailure{readText(json, "message"), readText(json, "where"), readText(json, "remedy")};
    } catch (const nlohmann::json::exception&) {
        return RunFailure{};  // that it failed is known, if not why
    }
}

void removeFailure(const QString& runFolder) { QFile::remove(experiment::RunFolder(runFolder).failureFile()); }

}  // namespace distillab::report
