#include "ui/compare/series_loader.h"

#include "core/base/error.h"
#include "core/report/run_report.h"

namespace distillab::ui {

SeriesLoader::SeriesLoader(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

SeriesLoader::~SeriesLoader() {
    m_pool.clear();
    m_pool.waitForDone();
}

void SeriesLoader::load(const QString& runFolder) {
    if (m_asked.contains(runFolder)) return;
    m_asked << runFolder;
    const auto deliver = [this, runFolder](auto signal, const auto& value) {
        QMetaObject::invokeMethod(
            this,
            [this, runFolder, signal, value] {
                m_asked.remove(runFolder);
                emit(this->*signal)(runFolder, value);
            },
            Qt::QueuedConnection);
    };
    m_pool.start([=] {
        try {
            deliver(&SeriesLoader::loaded, std::make_shared<const RunSeries>(toSeries(report::readMetrics(runFolder))));
        } catch (const Error& error) {
            deliver(&SeriesLoader::failed, session::toProblem(error));
        }
    });
}

}  // namespace distillab::ui
