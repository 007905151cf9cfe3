#include "core/session/data_preview.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/load.h"
#include "core/session/engine.h"
#include "core/session/text_preview.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace distillab::session {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::DataPreview)
};

constexpr int kThumbnailsPerClass = 8;
constexpr int kExamples = 12;
/// Enough to make a fair mean picture of a class, few enough to take milliseconds.
constexpr size_t kItemsForMeans = 2000;

/// The first items of every class, class by class.
QList<QImage> thumbnails(const data::Subset& subset) {
    std::vector<QList<QImage>> ofClass(subset.dataset->classCount());
    for (size_t i = 0; i < subset.count(); ++i) {
        QList<QImage>& images = ofClass[static_cast<size_t>(subset.trueLabel(i))];
        if (images.size() < kThumbnailsPerClass) images << subset.dataset->toQImage(subset.indices[i]);
    }
    QList<QImage> all;
    for (const QList<QImage>& images : ofClass) all << images;
    return all;
}

/// A stand-in for a teacher that does not exist yet: minus half the squared distance to each class's mean picture,
/// per pixel variance, which is the log-likelihood of a Gaussian with one variance for all (up to a constant).
class NearestMean {
public:
    explicit NearestMean(const data::Subset& subset) : m_size(subset.dataset->shape.size()) {
        const size_t classes = subset.dataset->classCount();
        const size_t items = std::min(kItemsForMeans, subset.count());
        m_means.assign(classes * m_size, 0.0);
        std::vector<double> counts(classes, 0);
        for (size_t i = 0; i < items; ++i) {
            const auto label = static_cast<size_t>(subset.trueLabel(i));
            const auto image = subset.dataset->image(subset.indices[i]);
            for (size_t p = 0; p < m_size; ++p) m_means[label * m_size + p] += image[p];
            counts[label] += 1;
        }
        for (size_t c = 0; c < classes; ++c) {
            for (size_t p = 0; p < m_size; ++p) m_means[c * m_size + p] /= std::max(counts[c], 1.0);
        }
        double spread = 0;
        for (size_t i = 0; i < items; ++i) {
            spread +=
                squaredDistance(subset.dataset->image(subset.indices[i]), static_cast<size_t>(subset.trueLabel(i)));
        }
        m_variance = std::max(spread / static_cast<double>(items), 1.0) / kEffectiveDimensions;
    }

    std::vector<double> logits(std::span<const std::uint8_t> image) const {
        std::vector<double> logits;
        for (size_t c = 0; c < m_means.size() / m_size; ++c) {
            logits.push_back(-squaredDistance(image, c) / (2 * m_variance));
        }
        return logits;
    }

private:
    /// Neighbouring pixels say nearly the same; as many independent ones are counted.
    static constexpr double kEffectiveDimensions = 24;

    double squaredDistance(std::span<const std::uint8_t> image, size_t c) const {
        double sum = 0;
        for (size_t p = 0; p < m_size; ++p) {
            const double difference = image[p] - m_means[c * m_size + p];
            sum += difference * difference;
        }
        return sum;
    }

    size_t m_size;
    std::vector<double> m_means;
    double m_variance = 1;
};

/// @throws RequestError when the teacher was made for other pictures or other classes
std::vector<std::vector<double>> answersOf(const experiment::TeacherSpec& teacher, const data::ImageDataset& dataset,
                                           const std::vector<std::uint32_t>& items) {
    const QString folder = givenTeacherFolder(teacher);
    if (folder.isEmpty()) {
        throw RequestError(Text::tr("there is no model in this folder"), teacher.path,
                           Text::tr("Choose a finished run, or its student or teacher folder."));
    }
    Engine& engine = loadEngine();
    const ModelFacts facts = engine.describe(folder);
    if (facts.input != dataset.shape || facts.classNames != dataset.classNames) {
        throw RequestError(Text::tr("the teacher was made for other pictures or other classes than the data has"),
                           teacher.path, Text::tr("Choose a teacher that was trained on the same classes."));
    }
    std::vector<Question> questions;
    for (const std::uint32_t item : items) questions.push_back({.image = dataset.toQImage(item)});
    std::vector<std::vector<double>> logits;
    for (const Prediction& prediction : engine.predict(folder, questions)) logits.push_back(prediction.logits);
    return logits;
}

std::vector<ExampleTargets> examples(const data::Splits& splits, const experiment::TeacherSpec& teacher) {
    const data::Subset& test = splits.test;
    SplitMix64 random(7);
    std::vector<std::uint32_t> items;
    for (int i = 0; i < kExamples; ++i)
        items.push_back(test.indices[random.below(static_cast<std::uint32_t>(test.count()))]);

    std::vector<std::vector<double>> logits;
    if (teacher.source == experiment::TeacherSource::Train) {
        const NearestMean standIn(splits.train);
        for (const std::uint32_t item : items) logits.push_back(standIn.logits(test.dataset->image(item)));
    } else {
        logits = answersOf(teacher, *test.dataset, items);
    }
    std::vector<ExampleTargets> examples;
    for (size_t i = 0; i < items.size(); ++i) {
        const auto label = static_cast<qsizetype>(test.dataset->labels[items[i]]);
        examples.push_back(
            {test.dataset->toQImage(items[i]), {}, {}, test.dataset->classNames[label], std::move(logits[i])});
    }
    return examples;
}

DataPreview makePreview(const experiment::DataSpec& spec, const experiment::TeacherSpec& teacher) {
    const data::Splits splits = data::load(spec);
    DataPreview preview;
    preview.spec = spec;
    preview.description = splits.description;
    preview.shape = splits.train.dataset->shape;
    preview.classNames = splits.train.dataset->classNames;
    for (const size_t count : splits.train.classCounts()) preview.classCounts.push_back(static_cast<qint64>(count));
    preview.trainItems = static_cast<qint64>(splits.train.count());
    preview.validationItems = static_cast<qint64>(splits.validation.count());
    preview.testItems = static_cast<qint64>(splits.test.count());
    preview.thumbnails = thumbnails(splits.train);
    preview.thumbnailsPerClass = kThumbnailsPerClass;
    preview.examples = examples(splits, teacher);
    preview.realTeacher = teacher.source != experiment::TeacherSource::Train;
    return preview;
}

}  // namespace

PreviewLoader::PreviewLoader(QObject* parent) : QObject(parent), m_work(this) {}

void PreviewLoader::load(const experiment::Experiment& experiment) {
    start([experiment] {
        return experiment.learnsFromText() ? makeTextPreview(experiment.data) : makePreview(experiment.data, {});
    });
}

void PreviewLoader::loadWithTeacher(const experiment::Experiment& experiment, const DataPreview& known) {
    start([experiment, known] {
        return experiment.learnsFromText() ? withTextTeacher(known, experiment.teacher, loadEngine)
                                           : makePreview(experiment.data, experiment.teacher);
    });
}

void PreviewLoader::start(const std::function<DataPreview()>& work) {
    m_work.start([this, work](RunControl&, const LatestWork::Tell&) -> LatestWork::News {
        try {
            return [this, preview = work()] { Q_EMIT ready(preview); };
        } catch (const Error& error) {
            return [this, problem = toProblem(error)] { Q_EMIT failed(problem); };
        }
    });
}

}  // namespace distillab::session
