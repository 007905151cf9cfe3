#include "core/library/comparison.h"

#include "core/experiment/schema.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace distillab::library {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Bounds;
using experiment::Course;
using report::kNotMeasured;
using report::ModelSummary;
using report::RunSummary;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::RunComparison)
};

const QString kDash = u"–"_s;

/// The settings of an experiment as key and text, in the order of the document. A list is one setting.
class SettingsReader : public experiment::KeyVisitor {
public:
    using Settings = QList<std::pair<QString, QString>>;

    static Settings settingsOf(experiment::Experiment experiment) {
        SettingsReader reader;
        experiment::visitKeys(reader, experiment);
        return std::move(reader.m_settings);
    }

    void section(const QString&, const QString&) override {}
    void text(const QString& key, QString& value, const QString&) override { add(key, value); }
    void path(const QString& key, QString& value, const QString&) override { add(key, value); }
    void number(const QString& key, double& value, Bounds, const QString&) override { add(key, numberText(value)); }
    void number(const QString& key, std::optional<double>& value, Bounds, const QString&) override {
        add(key, value ? numberText(*value) : QString());
    }
    void whole(const QString& key, int& value, Bounds, const QString&) override { add(key, QString::number(value)); }
    void seed(const QString& key, quint64& value, const QString&) override { add(key, QString::number(value)); }
    void flag(const QString& key, bool& value, const QString&) override {
        add(key, value ? Text::tr("yes") : Text::tr("no"));
    }
    void choice(const QString& key, QString& value, const QStringList&, const QString&) override { add(key, value); }
    void course(const QString& key, Course& value, Bounds, const QString&) override {
        add(key, report::courseText(value));
    }
    void split(const QString& key, QString& path, double& fraction, const QString&) override {
        add(key, path.isEmpty() ? report::percentText(fraction) : path);
    }
    using KeyVisitor::choice;
    using KeyVisitor::number;

protected:
    std::optional<size_t> beginList(const QString& key, size_t, const QString&) override {
        m_list = key;
        m_items.clear();
        return std::nullopt;
    }
    void beginItem(const QString&) override { m_item.clear(); }
    void endItem() override { m_items << m_item.join(u' '); }
    void endList() override {
        const QString key = std::exchange(m_list, QString());
        add(key, m_items.join(u", "_s));
    }

private:
    static QString numberText(double value) { return QString::number(value, 'g', 6); }

    void add(const QString& key, const QString& value) {
        if (m_list.isEmpty()) {
            m_settings << std::pair(key, value);
            return;
        }
        // What an item is stands first and needs no name; the rest is worth its room only where it is out of the
        // ordinary.
        const QString name = key.section(u'.', -1);
        static const QSet<std::pair<QString, QString>> kOrdinary = {
            {u"weight"_s, u"1"_s},          {u"begin"_s, u"0"_s},      {u"end"_s, u"1"_s},
            {u"label_smoothing"_s, u"0"_s}, {u"distance"_s, u"mse"_s}, {u"layers"_s, u"uniform"_s}};
        if (m_item.isEmpty()) {
            m_item << value;
        } else if (!kOrdinary.contains({name, value})) {
            m_item << name + u' ' + value;
        }
    }

    Settings m_settings;
    QString m_list;  ///< its key, while its items are visited
    QStringList m_items;
    QStringList m_item;
};

/// What a key is called on a page; the key itself where it is not worth a name.
QString titleOfKey(const QString& key) {
    const QHash<QString, QString> titles = {
        {u"task"_s, Text::tr("Task")},
        {u"device"_s, Text::tr("Device")},
        {u"threads"_s, Text::tr("Threads")},
        {u"precision"_s, Text::tr("Number format in training")},
        {u"data.train"_s, Text::tr("Data")},
        {u"data.test"_s, Text::tr("Test data")},
        {u"data.validation"_s, Text::tr("Validation data")},
        {u"data.limit"_s, Text::tr("Limit of examples")},
        {u"data.seed"_s, Text::tr("Seed")},
        {u"data.shift"_s, Text::tr("Shifted by up to (pixels)")},
        {u"data.flip"_s, Text::tr("Flipped left to right")},
        {u"data.max_length"_s, Text::tr("Most tokens of a text")},
        {u"data.labelled"_s, Text::tr("Labels used")},
        {u"data.augment.copies"_s, Text::tr("Changed copies of a text")},
        {u"teacher.source"_s, Text::tr("Source of the teacher")},
        {u"teacher.model"_s, Text::tr("Teacher")},
        {u"teacher.width"_s, Text::tr("Width of the teacher")},
        {u"teacher.path"_s, Text::tr("Folder of the teacher")},
        {u"teacher.also"_s, Text::tr("Further teachers")},
        {u"teacher.quantised"_s, Text::tr("Teacher in int8")},
        {u"teacher.cache"_s, Text::tr("Teacher's answers kept")},
        {u"student.model"_s, Text::tr("Student")},
        {u"student.width"_s, Text::tr("Width of the student")},
        {u"student.start"_s, Text::tr("Student begins with")},
        {u"student.layers"_s, Text::tr("Layers it begins with")},
        {u"student.project_embeddings"_s, Text::tr("Teacher's word embeddings")},
        {u"distill.preset"_s, Text::tr("Recipe")},
        {u"distill.temperature"_s, Text::tr("Temperature")},
        {u"distill.alpha"_s, Text::tr("Alpha")},
        {u"distill.losses"_s, Text::tr("Losses")},
        {u"distill.baseline"_s, Text::tr("Student without teacher, too")},
        {u"distill.sampling.by"_s, Text::tr("Examples drawn by")},
        {u"distill.sampling.strength"_s, Text::tr("Strength of the drawing")},
        {u"distill.pseudo_labels.threshold"_s, Text::tr("Threshold for the teacher's labels")},
        {u"export.license"_s, Text::tr("Licence of the student")},
        {u"export.onnx.enabled"_s, Text::tr("ONNX export")},
        {u"export.onnx.precision"_s, Text::tr("Precision of the ONNX files")},
        {u"export.onnx.max_drop"_s, Text::tr("Accuracy that int8 may lose (points)")},
        {u"export.onnx.weight_bits"_s, Text::tr("Bits of int8 weights")},
    };
    if (const auto found = titles.find(key); found != titles.end()) return *found;
    const QHash<QString, QString> trainings = {{u"epochs"_s, Text::tr("Epochs")},
                                               {u"batch_size"_s, Text::tr("Batch size")},
                                               {u"learning_rate"_s, Text::tr("Learning rate")},
                                               {u"optimizer"_s, Text::tr("Optimizer")},
                                               {u"weight_decay"_s, Text::tr("Weight decay")},
                                               {u"schedule"_s, Text::tr("Schedule")},
                                               {u"warm_up"_s, Text::tr("Warm-up")}};
    const auto training = trainings.find(key.section(u'.', -1));
    if (training == trainings.end()) return key;
    const QString section = key.section(u'.', 0, -2);
    if (section == u"distill") return *training;
    if (section == u"teacher") return Text::tr("%1 of the teacher").arg(*training);
    if (section == u"teacher.finetune") return Text::tr("%1 of the teacher's fine-tuning").arg(*training);
    return key;
}

/// Paths by their last part, as long as that tells them apart.
QStringList shortened(const QStringList& cells) {
    const bool paths = std::ranges::all_of(
        cells, [](const QString& cell) { return cell.isEmpty() || cell.startsWith(u'/') || cell == kDash; });
    if (!paths) return cells;
    QStringList names;
    for (const QString& cell : cells) names << (cell.startsWith(u'/') ? QFileInfo(cell).fileName() : cell);
    const auto kinds = [](const QStringList& list) { return QSet<QString>(list.begin(), list.end()).size(); };
    return kinds(names) == kinds(cells) ? names : cells;
}

std::vector<ComparedRow> differingSettings(const std::vector<RunEntry>& runs) {
    if (runs.size() < 2) return {};
    QStringList keys;
    std::vector<QHash<QString, QString>> settings;
    for (const RunEntry& run : runs) {
        QHash<QString, QString>& values = settings.emplace_back();
        if (!run.experiment) continue;
        const SettingsReader::Settings read = SettingsReader::settingsOf(*run.experiment);
        for (const auto& [key, value] : read) values[key] = value;
        if (keys.isEmpty()) {
            for (const auto& [key, value] : read) keys << key;
        }
    }
    keys.removeAll(u"name"_s);
    keys.removeAll(u"version"_s);
    std::vector<ComparedRow> rows;
    for (const QString& key : keys) {
        QSet<QString> kinds;
        ComparedRow row{key, titleOfKey(key), Text::tr("%1 in experiment.yaml").arg(key), {}, {}, {}};
        for (const QHash<QString, QString>& values : settings) {
            if (values.isEmpty()) {
                row.cells << kDash;
                continue;
            }
            kinds << values[key];
            row.cells << values[key];
        }
        if (kinds.size() < 2) continue;
        row.cells = shortened(row.cells);
        row.cells.replaceInStrings(QRegularExpression(u"^$"_s), kDash);
        rows.push_back(std::move(row));
    }
    return rows;
}

enum class Better { Higher, Lower, Neither };

/// How a result is read from a report and written.
struct Result {
    QString key;
    QString title;
    QString explanation;
    Better better;
    std::function<double(const RunSummary&)> value;
    std::function<QString(double)> text;
};

double measuredOnly(double value) { return value > 0 ? value : kNotMeasured; }

/// Of the student's file that answers the soonest.
double measuredOfStudent(const RunSummary& run, report::Spread report::MeasuredModel::* figure) {
    const report::MeasuredModel* student = run.measurement ? run.measurement->fastestStudent() : nullptr;
    return student ? (student->*figure).median : kNotMeasured;
}

std::vector<Result> allResults() {
    const auto bytes = [](double value) {
        return std::isfinite(value) ? report::bytesText(static_cast<qint64>(value)) : kDash;
    };
    const auto count = [](double value) {
        return std::isfinite(value) ? report::countText(static_cast<qint64>(value)) : kDash;
    };
    const auto mebibytes = [bytes](double value) { return bytes(value * 1024 * 1024); };
    return {
        {u"accuracy"_s, Text::tr("Accuracy"), Text::tr("Share of the test examples that the student names correctly."),
         Better::Higher, [](const RunSummary& r) { return r.student.accuracy; }, report::percentText},
        {u"f1_macro"_s, Text::tr("Macro F1"),
         Text::tr("Precision and recall in one figure, averaged over the classes: each class counts the same."),
         Better::Higher, [](const RunSummary& r) { return r.student.f1Macro; }, report::percentText},
        {u"agreement"_s, Text::tr("Agreement"),
         Text::tr("Share of the test examples to which the student and the teacher give the same answer."),
         Better::Higher, [](const RunSummary& r) { return r.agreement; }, report::percentText},
        {u"teacher_accuracy"_s, Text::tr("Accuracy of the teacher"),
         Text::tr("Share of the test examples that the teacher names correctly."), Better::Neither,
         [](const RunSummary& r) { return r.teacher.accuracy; }, report::percentText},
        {u"baseline_accuracy"_s, Text::tr("Accuracy without teacher"),
         Text::tr("Of the same student, trained on the labels alone."), Better::Neither,
         [](const RunSummary& r) { return r.baseline ? r.baseline->accuracy : kNotMeasured; }, report::percentText},
        {u"bytes"_s, Text::tr("Size on disk"), Text::tr("Bytes of the student's weights in safetensors format."),
         Better::Lower, [](const RunSummary& r) { return measuredOnly(static_cast<double>(r.student.bytes)); }, bytes},
        {u"parameters"_s, Text::tr("Parameters"), Text::tr("Numbers the student has learned."), Better::Lower,
         [](const RunSummary& r) { return measuredOnly(static_cast<double>(r.student.parameters)); }, count},
        {u"latency_ms_p50"_s, Text::tr("Time per example, engine"),
         Text::tr("Median time for one example on one thread in the training engine."), Better::Lower,
         [](const RunSummary& r) { return measuredOnly(r.student.latencyMsP50); }, report::millisecondsText},
        {u"onnx_latency_ms_p50"_s, Text::tr("Time per example, ONNX"),
         Text::tr("Median time for one example on one thread in ONNX Runtime, as an app would run it."), Better::Lower,
         [](const RunSummary& r) { return measuredOnly(r.student.onnxLatencyMsP50); }, report::millisecondsText},
        {u"measured_ms_p50"_s, Text::tr("Time per example, measured alone"),
         Text::tr("Median time for one example on one thread, of the student's fastest ONNX file in a process of its "
                  "own."),
         Better::Lower, [](const RunSummary& r) { return measuredOfStudent(r, &report::MeasuredModel::oneThreadP50); },
         report::millisecondsText},
        {u"items_per_second"_s, Text::tr("Answers a second"),
         Text::tr("Of that file on all threads, many examples at a time."), Better::Higher,
         [](const RunSummary& r) { return measuredOfStudent(r, &report::MeasuredModel::itemsPerSecond); }, count},
        {u"peak_mib"_s, Text::tr("Peak memory of the student"),
         Text::tr("The most that the process held which answers with that file, one example at a time."), Better::Lower,
         [](const RunSummary& r) { return measuredOfStudent(r, &report::MeasuredModel::peakMib); }, mebibytes},
        {u"seconds"_s, Text::tr("Time of the run"), Text::tr("All phases together, pauses not counted."), Better::Lower,
         [](const RunSummary& r) { return measuredOnly(r.seconds); }, report::durationText},
        {u"peak_rss_mib"_s, Text::tr("Most memory"), Text::tr("The most that the engine's process held at a time."),
         Better::Lower, [](const RunSummary& r) { return measuredOnly(r.peakRssMib); }, mebibytes},
    };
}

/// Runs that share the best value, as far as it is written; none when there is no contest.
std::vector<qsizetype> bestOf(const ComparedRow& row, Better better) {
    if (better == Better::Neither) return {};
    std::vector<qsizetype> measured;
    for (qsizetype i = 0; i < row.cells.size(); ++i) {
        if (std::isfinite(row.values[static_cast<size_t>(i)])) measured.push_back(i);
    }
    if (measured.size() < 2) return {};
    const double sign = better == Better::Higher ? 1 : -1;
    const auto score = [&](qsizetype i) { return sign * row.values[static_cast<size_t>(i)]; };
    const qsizetype first = *std::ranges::max_element(measured, {}, score);
    std::vector<qsizetype> best;
    for (const qsizetype i : measured) {
        if (row.cells[i] == row.cells[first]) best.push_back(i);
    }
    return best.size() < measured.size() ? best : std::vector<qsizetype>();
}

ComparedRow stateRow(const std::vector<RunEntry>& runs) {
    ComparedRow row{u"state"_s, Text::tr("State"), Text::tr("How far the run has come."), {}, {}, {}};
    for (const RunEntry& run : runs) row.cells << stateText(run.state);
    row.values.assign(runs.size(), kNotMeasured);
    return row;
}

std::vector<ComparedRow> resultsOf(const std::vector<RunEntry>& runs) {
    std::vector<ComparedRow> rows;
    if (!std::ranges::all_of(runs, &RunEntry::isFinished)) rows.push_back(stateRow(runs));
    for (const Result& result : allResults()) {
        ComparedRow row{result.key, result.title, result.explanation, {}, {}, {}};
        for (const RunEntry& run : runs) {
            row.values.push_back(run.report ? result.value(*run.report) : kNotMeasured);
            row.cells << (std::isfinite(row.values.back()) ? result.text(row.values.back()) : kDash);
        }
        const bool anything = std::ranges::any_of(row.values, [](double value) { return std::isfinite(value); });
        if (!anything) continue;
        row.best = bestOf(row, result.better);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// IDX folders bring test files of their own, which nothing is drawn from.
bool bringsTestFiles(const experiment::DataSpec& data) {
    return !QDir(data.train).entryList({u"t10k-*"_s, u"test-*"_s}, QDir::Files).isEmpty();
}

/// Runs are judged on the same items when these come from the same files by the same draw.
QStringList testSplitOf(const RunEntry& run) {
    QStringList split{QString::number(run.report->testItems)};
    if (!run.experiment) return split;
    const experiment::DataSpec& data = run.experiment->data;
    split << data.train << data.test;
    if (data.test.isEmpty() && !bringsTestFiles(data)) {
        split << QString::number(data.testFraction) << QString::number(data.seed) << QString::number(data.limit);
    }
    return split;
}

void addMeasuredOn(const std::vector<RunEntry>& runs, RunComparison& comparison) {
    std::vector<QStringList> splits;
    for (const RunEntry& run : runs) {
        if (run.report) splits.push_back(testSplitOf(run));
    }
    if (splits.empty()) return;
    const auto isOther = [&](const QStringList& split) { return split != splits.front(); };
    comparison.comparable = std::ranges::none_of(splits, isOther);
    comparison.measuredOn =
        comparison.comparable
            ? Text::tr("Measured on the same %1 test examples.").arg(report::countText(splits.front()[0].toLongLong()))
            : Text::tr(
                  "These runs were measured on different test examples: small differences of accuracy may come "
                  "from those.");
}

}  // namespace

RunComparison compareRuns(const std::vector<RunEntry>& runs) {
    RunComparison comparison;
    comparison.results = resultsOf(runs);
    comparison.settings = differingSettings(runs);
    addMeasuredOn(runs, comparison);
    return comparison;
}

}  // namespace distillab::library
