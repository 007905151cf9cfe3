#pragma once

#include "core/session/training_session.h"
#include "ui/compare/run_series.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <memory>

namespace distillab::ui {

/// Reads the curves of runs in the background, one run after the other.
class SeriesLoader : public QObject {
    Q_OBJECT
public:
    explicit SeriesLoader(QObject* parent = nullptr);
    /// Waits for the run at hand.
    ~SeriesLoader() override;

    /// Asks for a run's curves; asking twice before the answer is asking once.
    void load(const QString& runFolder);

signals:
    void loaded(const QString& runFolder, const std::shared_ptr<const distillab::ui::RunSeries>& series);
    void failed(const QString& runFolder, const distillab::session::Problem& problem);

private:
    QSet<QString> m_asked;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::ui
