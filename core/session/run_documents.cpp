#include "core/session/run_documents.h"

#include "core/advice/advice.h"
#include "core/base/error.h"
#include "core/data/load.h"
#include "core/experiment/run_folder.h"
#include "core/report/html_page.h"
#include "core/report/pdf_page.h"

#include <QCoreApplication>
#include <QImage>

namespace distillab::session {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunDocuments)
};

void addPicturesOf(const experiment::Experiment& experiment, report::Mistakes& mistakes) {
    if (experiment.learnsFromText() || mistakes.worst.empty()) return;
    try {
        const data::Subset test = data::load(experiment.data).test;
        report::addPictures(mistakes, [&test](qint64 row) {
            const auto position = static_cast<size_t>(row);
            return position < test.count() ? test.dataset->toQImage(test.indices[position]) : QImage();
        });
    } catch (const Error&) {
        // The data was moved or is on a disk that is gone: the report does without pictures.
    }
}

}  // namespace

RunDocument readRunDocument(const QString& runFolder) {
    const advice::RunRecord record = advice::readRecord(runFolder);
    if (!record.report) {
        throw RequestError(Text::tr("this run is not finished, so that there is nothing to report"), record.folder,
                           Text::tr("Finish the run first, with --resume."));
    }
    RunDocument document{*record.report, record.history, {}};
    document.report.advice = advice::adviceFor(record);
    if (record.answers) document.mistakes = report::mistakesOf(*record.answers, report::kMistakesShown);
    document.measurement = report::soundMeasurement(record.folder);
    addPicturesOf(record.experiment, document.mistakes);
    return document;
}

QByteArray htmlOf(const RunDocument& document) {
    return report::toHtml(document.report, document.history, document.mistakes, document.measurement);
}

QByteArray pdfOf(const RunDocument& document) {
    return report::toPdf(document.report, document.history, document.mistakes, document.measurement);
}

}  // namespace distillab::session
