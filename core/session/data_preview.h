#pragma once

#include "core/base/latest_work.h"
#include "core/data/image_dataset.h"
#include "core/data/load_text.h"
#include "core/experiment/experiment.h"
#include "core/session/text_teacher.h"
#include "core/session/training_session.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace distillab::session {

/// One picture or text with what a teacher says about it before the softmax.
struct ExampleTargets {
    QImage image;
    QString text;
    QString textPair;
    QString label;
    std::vector<double> logits;  ///< one per class
};

/// What the wizard shows of the data. All numbers are counted from the files.
struct DataPreview {
    experiment::DataSpec spec;  ///< what was asked for
    QString description;
    data::ImageShape shape;
    QStringList classNames;
    std::vector<qint64> classCounts;  ///< of the training items; of texts: of all rows that can be used
    qint64 trainItems = 0;
    qint64 validationItems = 0;
    qint64 testItems = 0;
    QList<QImage> thumbnails;  ///< a few of every class, class by class: thumbnailsPerClass each where there are enough
    int thumbnailsPerClass = 0;
    std::vector<ExampleTargets> examples;  ///< a few test items
    bool realTeacher = false;  ///< examples' logits come from the chosen teacher; else from a stand-in: the nearest
                               ///< class mean for pictures, naive Bayes on words for texts
    std::shared_ptr<const data::TablePreview> table;  ///< texts: what stands in the file
    std::optional<TextTeacher> textTeacher;  ///< texts: the teacher, once it was asked and if it is on this machine
};

/// Reads data in the background for a preview. Only the answer to the last request is delivered.
class PreviewLoader : public QObject {
    Q_OBJECT
public:
    explicit PreviewLoader(QObject* parent = nullptr);

public Q_SLOTS:
    /// Reads the experiment's data. A stand-in answers for the teacher.
    void load(const distillab::experiment::Experiment& experiment);
    /// Asks the experiment's teacher, which exists already, in place of the stand-in (loads the engine).
    /// @param known  the preview of the data
    void loadWithTeacher(const distillab::experiment::Experiment& experiment,
                         const distillab::session::DataPreview& known);

Q_SIGNALS:
    void ready(const distillab::session::DataPreview& preview);
    void failed(const distillab::session::Problem& problem);

private:
    void start(const std::function<DataPreview()>& work);

    LatestWork m_work;
};

}  // namespace distillab::session

Q_DECLARE_METATYPE(distillab::session::DataPreview)
