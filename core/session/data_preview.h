#pragma once

#include "core/data/image_dataset.h"
#include "core/experiment/experiment.h"
#include "core/session/training_session.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <vector>

namespace distillab::session {

/// One picture with what a teacher says about it before the softmax.
struct ExampleTargets {
    QImage image;
    QString label;
    std::vector<double> logits;  ///< one per class
};

/// What the wizard shows of the data. All numbers are counted from the files.
struct DataPreview {
    experiment::DataSpec spec;  ///< what was asked for
    QString description;
    data::ImageShape shape;
    QStringList classNames;
    std::vector<qint64> classCounts;  ///< of the training items
    qint64 trainItems = 0;
    qint64 validationItems = 0;
    qint64 testItems = 0;
    QList<QImage> thumbnails;  ///< a few of every class, class by class: thumbnailsPerClass each where there are enough
    int thumbnailsPerClass = 0;
    std::vector<ExampleTargets> examples;  ///< a few test pictures
    bool realTeacher = false;  ///< examples come from the chosen teacher; else from a nearest-class-mean stand-in
};

/// Reads data in the background for a preview. Only the answer to the last request is delivered.
class PreviewLoader : public QObject {
    Q_OBJECT
public:
    explicit PreviewLoader(QObject* parent = nullptr);
    ~PreviewLoader() override;

public Q_SLOTS:
    /// @param teacher  with source Run or Folder its real logits are computed (loads the engine)
    void load(const distillab::experiment::DataSpec& spec, const distillab::experiment::TeacherSpec& teacher);

Q_SIGNALS:
    void ready(const distillab::session::DataPreview& preview);
    void failed(const distillab::session::Problem& problem);

private:
    quint64 m_request = 0;
    QThreadPool m_pool;  ///< its own, so that waiting for it waits for nothing else
};

}  // namespace distillab::session

Q_DECLARE_METATYPE(distillab::session::DataPreview)
