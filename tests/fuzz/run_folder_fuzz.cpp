#include "core/advice/advice.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/run_folder.h"
#include "core/report/html_page.h"
#include "core/report/metrics_log.h"
#include "core/report/run_summary.h"
#include "tests/core/report/example_measurement.h"
#include "tests/core/report/example_report.h"
#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>

#include <array>

/// The folder of a run, as somebody hands it on: one of its files is hostile. The first byte says which.
namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

namespace {

const std::array<QString, 4>& files() {
    static const std::array all = {u"report.json"_s, u"measurement.json"_s, u"metrics.jsonl"_s, u"test_answers.csv"_s};
    return all;
}

QString makeSoundRun() {
    const QString folder = scratchFolder() + u"/run"_s;
    QDir().mkpath(folder);
    const report::RunReport report = test::exampleReport();
    const experiment::RunFolder run(folder);
    writeFileAtomically(run.experimentFile(), experiment::write(report.experiment));
    writeFileAtomically(run.reportJson(), report::toJson(report));
    report::writeMeasurement(folder, test::exampleMeasurement());
    report::writeTestAnswers(folder, test::exampleAnswers());
    report::MetricsLog log(run.metricsFile(), 0);
    const report::MetricsHistory history = test::exampleHistory(20);
    for (const report::StepMetrics& step : history.steps) log.write(step);
    for (const report::EpochMetrics& epoch : history.epochs) log.write(epoch);
    return folder;
}

const QString& soundRun() {
    static const QString folder = makeSoundRun();
    return folder;
}

/// What a window, a list and a report make of it.
void show(const QString& folder) {
    try {
        report::readSummary(folder);
    } catch (const Error&) {
        // A list shows the run without its figures.
    }
    const advice::RunRecord record = advice::readRecord(folder);
    advice::adviceFor(record);
    const report::Mistakes mistakes =
        record.answers ? report::mistakesOf(*record.answers, report::kMistakesShown) : report::Mistakes();
    if (record.report) report::toHtml(*record.report, record.history, mistakes, report::readMeasurement(folder));
}

}  // namespace

void readHostile(const QByteArray& bytes) {
    if (bytes.isEmpty()) return;
    const size_t which = static_cast<unsigned char>(bytes.front()) % files().size();
    const QString path = soundRun() + u'/' + files()[which];
    const QByteArray sound = readFile(path);
    asFile(bytes.sliced(1), u"run/"_s + files()[which]);
    try {
        show(soundRun());
    } catch (const Error&) {
        // A good answer; the sound file has to come back all the same.
    }
    asFile(sound, u"run/"_s + files()[which]);
}

std::vector<QByteArray> seeds() {
    std::vector<QByteArray> all;
    for (size_t i = 0; i < files().size(); ++i) {
        all.push_back(QByteArray(1, static_cast<char>('0' + i)) + readFile(soundRun() + u'/' + files()[i]));
    }
    return all;
}

}  // namespace distillab::fuzz
