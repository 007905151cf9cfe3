#include "core/handout/portable_paths.h"

#include "core/experiment/document.h"
#include "core/experiment/samples.h"
#include "core/experiment/schema.h"

#include <QFileInfo>
#include <QUrl>

#include <functional>
#include <utility>

namespace distillab::handout {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Bounds;

/// Changes every path of an experiment, whichever key it is under.
class EveryPath : public experiment::KeyVisitor {
public:
    using Change = std::function<QString(const QString& key, const QString& path)>;
    explicit EveryPath(Change change) : m_change(std::move(change)) {}

    void path(const QString& key, QString& value, const QString&) override {
        if (!value.isEmpty()) value = m_change(key, value);
    }
    void split(const QString& key, QString& value, double&, const QString& help) override { path(key, value, help); }

    void section(const QString&, const QString&) override {}
    void text(const QString&, QString&, const QString&) override {}
    void number(const QString&, double&, Bounds, const QString&) override {}
    void number(const QString&, std::optional<double>&, Bounds, const QString&) override {}
    void whole(const QString&, int&, Bounds, const QString&) override {}
    void seed(const QString&, quint64&, const QString&) override {}
    void flag(const QString&, bool&, const QString&) override {}
    void choice(const QString&, QString&, const QStringList&, const QString&) override {}
    void course(const QString&, experiment::Course&, Bounds, const QString&) override {}

protected:
    std::optional<size_t> beginList(const QString&, size_t, const QString&) override { return std::nullopt; }
    void beginItem(const QString&) override {}
    void endItem() override {}
    void endList() override {}

private:
    Change m_change;
};

bool isInside(const QString& path, const QString& folder) { return path == folder || path.startsWith(folder + u'/'); }

bool isOfTheSystem(const QString& path) { return isInside(path, u"/usr/share"_s); }

void closeDoors(experiment::Experiment& experiment) {
    experiment.teacher.trustCode = false;
    QUrl url(experiment.teacher.endpoint.url);
    if (!url.userInfo().isEmpty()) {
        url.setUserInfo({});
        experiment.teacher.endpoint.url = url.toString();
    }
    experiment.teacher.endpoint.keyVariable = experiment::EndpointSpec().keyVariable;
}

}  // namespace

bool isEverywhere(const QString& path) { return isOfTheSystem(path) || isInside(path, experiment::sampleDataFolder()); }

PortableExperiment portable(const experiment::Experiment& experiment, const QMap<QString, QString>& packed) {
    PortableExperiment result;
    experiment::Experiment copy = experiment;
    const QString samples = experiment::sampleDataFolder();
    EveryPath change([&](const QString& key, const QString& path) {
        if (const auto found = packed.constFind(path); found != packed.constEnd()) return *found;
        if (isInside(path, samples)) return experiment::kSamplesToken + path.mid(samples.size());
        if (isOfTheSystem(path)) return path;
        result.leftOut << key + u": "_s + path;
        return QFileInfo(path).fileName();
    });
    experiment::visitKeys(change, copy);
    closeDoors(copy);
    result.yaml = experiment::write(copy);
    return result;
}

experiment::Experiment fromPortable(const QByteArray& yaml, const QString& name, const QString& folder) {
    experiment::Experiment experiment = experiment::parse(experiment::withSamplePaths(yaml), name, folder);
    closeDoors(experiment);
    return experiment;
}

}  // namespace distillab::handout
