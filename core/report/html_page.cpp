#include "core/experiment/document.h"
#include "core/report/page_style.h"
#include "core/report/run_report.h"
#include "core/report/svg_chart.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::HtmlPage)
};

/// What a report calls the things that were learnt.
QString inWords(const RunReport& report, const QString& ofItems, const QString& ofSentences) {
    return report.experiment.learnsFromText() ? ofSentences : ofItems;
}

QString testItems(const RunReport& report) {
    return inWords(report, Text::tr("Test items"), Text::tr("Test sentences"));
}

constexpr qsizetype kMostPoints = 400;
/// Classes of page_style.h for the terms of a loss.
constexpr qsizetype kPartColors = 4;
constexpr size_t kMostClassesDrawn = 60;
constexpr size_t kMixUpsListed = 6;

// ---- HTML, piece by piece. Text enters a page only through escaped().

QString escaped(const QString& text) { return text.toHtmlEscaped(); }

/// @param content  HTML, not text
QString element(const QString& tag, const QString& cssClass, const QString& content) {
    const QString attribute = cssClass.isEmpty() ? QString() : u" class=\""_s + cssClass + u'"';
    return u'<' + tag + attribute + u'>' + content + u"</"_s + tag + u">\n"_s;
}

QString note(const QString& text) { return element(u"p"_s, u"note"_s, escaped(text)); }

QString section(const QString& title, const QString& content) {
    return element(u"section"_s, {}, element(u"h2"_s, {}, escaped(title)) + content);
}

struct Cell {
    QString text;
    QString cssClass;
};

QString tableRow(const QString& tag, const QList<Cell>& cells) {
    QString row;
    for (const Cell& cell : cells) row += element(tag, cell.cssClass, escaped(cell.text));
    return element(u"tr"_s, {}, row);
}

QString table(const QList<Cell>& header, const QString& rows, const QString& cssClass = {}) {
    const QString head = element(u"thead"_s, {}, tableRow(u"th"_s, header));
    return element(u"div"_s, u"scroll"_s, element(u"table"_s, cssClass, head + element(u"tbody"_s, {}, rows)));
}

QString definitions(const QList<std::pair<QString, QString>>& pairs) {
    QString list;
    for (const auto& [term, meaning] : pairs) {
        if (meaning.isEmpty()) continue;
        list += element(u"dt"_s, {}, escaped(term)) + element(u"dd"_s, {}, escaped(meaning));
    }
    return element(u"dl"_s, {}, list);
}

/// Rounds to 0.0 percentage points.
bool isNoDifference(double share) { return std::abs(share) < 0.0005; }

QString pointsText(double share) {
    if (!std::isfinite(share)) return u"–"_s;
    const QString amount = QString::number(std::abs(100 * share), 'f', 1);
    return (isNoDifference(share) ? QString() : share < 0 ? u"−"_s : u"+"_s) + amount;
}

QString signClass(double value) {
    if (isNoDifference(value) || !std::isfinite(value)) return {};
    return value > 0 ? u"better"_s : u"worse"_s;
}

// ---- The result

QString tile(const QString& figure, const QString& title, const QString& detail) {
    return element(u"div"_s, u"tile"_s,
                   element(u"b"_s, {}, escaped(figure)) + element(u"span"_s, {}, escaped(title)) +
                       element(u"small"_s, {}, escaped(detail)));
}

/// "14×", "smaller file"; for a factor below 1 "1.3×", "larger file".
QString factorTile(double factor, const QString& better, const QString& worse, const QString& detail) {
    const bool gain = factor >= 1;
    return tile(factorText(gain ? factor : 1 / factor) + u'×', gain ? better : worse, detail);
}

QString tiles(const RunReport& r) {
    const Comparison comparison = compare(r);
    QString row = tile(percentText(r.student.scores.accuracy), Text::tr("student's accuracy"),
                       Text::tr("teacher %1 (%2 points)")
                           .arg(percentText(r.teacher.scores.accuracy),
                                pointsText(r.student.scores.accuracy - r.teacher.scores.accuracy)));
    if (r.baseline) {
        row += tile(Text::tr("%1 points").arg(pointsText(r.student.scores.accuracy - r.baseline->scores.accuracy)),
                    Text::tr("through the teacher"),
                    Text::tr("without it: %1").arg(percentText(r.baseline->scores.accuracy)));
    }
    if (comparison.smaller > 0) {
        row += factorTile(comparison.smaller, Text::tr("smaller file"), Text::tr("larger file"),
                          Text::tr("%1 against %2").arg(bytesText(r.student.bytes), bytesText(r.teacher.bytes)));
    }
    if (comparison.faster > 0) {
        const bool onnx = comparison.fasterInOnnx;
        const double student = onnx ? r.onnx->files.front().latencyMsP50 : r.student.latencyMsP50;
        const double teacher = onnx ? r.onnx->teacher->latencyMsP50 : r.teacher.latencyMsP50;
        const QString detail =
            onnx ? Text::tr("%1 against %2 in ONNX Runtime") : Text::tr("%1 against %2 in the engine");
        row += factorTile(comparison.faster, Text::tr("faster answer"), Text::tr("slower answer"),
                          detail.arg(millisecondsText(student), millisecondsText(teacher)));
    }
    return element(u"div"_s, u"tiles"_s, row);
}

QString resultTable(const RunReport& r) {
    QList<Cell> header{{}, {Text::tr("Teacher"), u"key teacher"_s}};
    QList<const ModelReport*> models{&r.teacher};
    for (const ModelReport& assistant : r.assistants) {
        models << &assistant;
        header << Cell{assistantTitle(r, models.size() - 2), u"key"_s};
    }
    header << Cell{Text::tr("Student"), u"key student"_s};
    models << &r.student;
    if (r.baseline) {
        header << Cell{Text::tr("Student without teacher"), u"key baseline"_s};
        models << &*r.baseline;
    }
    QString rows;
    const auto add = [&](const QString& title, const auto& value) {
        QList<Cell> cells{{title, {}}};
        for (const ModelReport* model : models) cells << Cell{value(*model), {}};
        rows += tableRow(u"td"_s, cells);
    };
    add(Text::tr("Model"), [](const ModelReport& m) { return m.name; });
    add(Text::tr("Accuracy"), [](const ModelReport& m) { return percentText(m.scores.accuracy); });
    add(Text::tr("Macro F1"), [](const ModelReport& m) { return percentText(m.scores.f1Macro); });
    add(Text::tr("Parameters"), [](const ModelReport& m) { return countText(m.parameters); });
    add(Text::tr("File size"), [](const ModelReport& m) { return bytesText(m.bytes); });
    add(Text::tr("Time for one answer, median"), [](const ModelReport& m) { return millisecondsText(m.latencyMsP50); });
    add(Text::tr("Time for one answer, 95th percentile"),
        [](const ModelReport& m) { return millisecondsText(m.latencyMsP95); });
    const QString origin = inWords(r,
                                   Text::tr("Measured on %1. Times: one item at a time, one thread, in the engine. "
                                            "Student and teacher give the same answer on %2 of the test items."),
                                   Text::tr("Measured on %1. Times: one sentence at a time, one thread, in the engine. "
                                            "Student and teacher give the same answer on %2 of the test sentences."))
                               .arg(measuredOn(r), percentText(r.agreement));
    return section(Text::tr("Side by side"), table(header, rows, u"even"_s) + note(origin));
}

// ---- The curves

QString legendEntry(const QString& cssClass, const QString& text) {
    return element(u"li"_s, u"key "_s + cssClass, escaped(text));
}

template <typename Metrics>
QList<QPointF> curve(const QList<Metrics>& all, Phase phase, double Metrics::* value) {
    QList<QPointF> points;
    for (const Metrics& m : all) {
        if (m.phase == phase && std::isfinite(m.*value)) points << QPointF(static_cast<double>(m.epoch), m.*value);
    }
    return points;
}

/// The terms of the student's loss, in the order in which they began to count.
QStringList partsOf(const QList<StepMetrics>& steps) {
    QStringList names;
    for (const StepMetrics& step : steps) {
        if (step.phase != Phase::Distil) continue;
        for (const LossPart& part : step.parts) {
            if (!names.contains(part.name)) names << part.name;
        }
    }
    return names;
}

QList<QPointF> partCurve(const QList<StepMetrics>& steps, const QString& name) {
    QList<QPointF> points;
    for (const StepMetrics& step : steps) {
        if (step.phase != Phase::Distil) continue;
        for (const LossPart& part : step.parts) {
            if (part.name == name && std::isfinite(part.value)) points << QPointF(step.epoch, part.value);
        }
    }
    return points;
}

/// Losses that fall by more than a factor of ten are only seen on a logarithmic axis.
bool wantsLogarithm(const QList<ChartLine>& lines) {
    double least = HUGE_VAL;
    double most = 0;
    for (const ChartLine& line : lines) {
        for (const QPointF& point : line.points) {
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
    }
    return least > 0 && most > 10 * least;
}

QString lossSection(const MetricsHistory& history) {
    Chart chart{
        Text::tr("Loss while the student learned"), Text::tr("passes over the training data"), false, false, {}};
    QString legend;
    qsizetype steps = 0;
    const auto add = [&](const QString& cssClass, const QString& name, const QList<QPointF>& points) {
        if (points.isEmpty()) return;
        steps = std::max(steps, points.size());
        chart.lines << ChartLine{cssClass, decimate(points, kMostPoints)};
        legend.prepend(legendEntry(cssClass, name));
    };
    const QStringList parts = partsOf(history.steps);
    for (qsizetype i = parts.size(); parts.size() > 1 && i-- > 0;) {
        add(u"part%1"_s.arg(i % kPartColors), experiment::titleOfPart(parts[i]), partCurve(history.steps, parts[i]));
    }
    add(u"total"_s, Text::tr("total: what is minimised"), curve(history.steps, Phase::Distil, &StepMetrics::loss));
    chart.logarithmic = wantsLogarithm(chart.lines);
    const QString svg = toSvg(chart);
    if (svg.isEmpty()) return {};
    const qsizetype merged = (steps + kMostPoints - 1) / kMostPoints;
    QString caption = Text::tr("Training loss; every term before its weight.");
    if (merged > 1) caption += u' ' + Text::tr("Each point is the mean of about %1 steps.").arg(merged);
    if (chart.logarithmic) caption += u' ' + Text::tr("The axis is logarithmic.");
    return section(Text::tr("How the loss fell"), element(u"ul"_s, u"legend"_s, legend) + svg + note(caption));
}

QString accuracySection(const RunReport& r, const MetricsHistory& history) {
    const QList<QPointF> student = curve(history.epochs, Phase::Distil, &EpochMetrics::validationAccuracy);
    if (student.isEmpty()) return {};
    const QList<QPointF> alone = curve(history.epochs, Phase::Baseline, &EpochMetrics::validationAccuracy);
    const QList<QPointF> teacher = curve(history.epochs, Phase::Distil, &EpochMetrics::teacherAccuracy);
    Chart chart{Text::tr("Accuracy after every pass"), Text::tr("passes over the training data"), true, false, {}};
    QString legend = legendEntry(u"student"_s, Text::tr("student"));
    if (!teacher.isEmpty()) {
        const double level = teacher.last().y();
        const double end = std::max(student.last().x(), alone.isEmpty() ? 0 : alone.last().x());
        chart.lines << ChartLine{u"teacher"_s, {{0, level}, {end, level}}, true};
        legend += legendEntry(u"teacher dashed"_s, Text::tr("teacher, %1").arg(percentText(level)));
    }
    if (!alone.isEmpty()) {
        chart.lines << ChartLine{u"baseline"_s, alone, true, true};
        legend += legendEntry(u"baseline dashed"_s, Text::tr("student without teacher"));
    }
    chart.lines << ChartLine{u"student"_s, student, false, true};
    return section(Text::tr("How the accuracy grew"),
                   element(u"ul"_s, u"legend"_s, legend) + toSvg(chart) +
                       note(inWords(r,
                                    Text::tr("Measured after every pass on %1 validation items, which choose the "
                                             "weights to keep and are not trained on."),
                                    Text::tr("Measured after every pass on %1 validation sentences, which choose the "
                                             "weights to keep and are not trained on."))
                                .arg(countText(r.validationItems))));
}

// ---- Right and wrong, class by class

struct MixUp {
    size_t truth = 0;
    size_t answer = 0;
    qint64 count = 0;
    qint64 ofItems = 0;
};

std::vector<MixUp> commonMixUps(const Scores& scores) {
    std::vector<MixUp> all;
    for (size_t truth = 0; truth < scores.confusion.size(); ++truth) {
        for (size_t answer = 0; answer < scores.confusion.size(); ++answer) {
            const qint64 count = scores.confusion[truth][answer];
            if (truth != answer && count > 0) all.push_back({truth, answer, count, scores.classes[truth].support});
        }
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &MixUp::count);
    all.resize(std::min(all.size(), kMixUpsListed));
    return all;
}

QString mixUpList(const Scores& scores) {
    QString list;
    for (const MixUp& mixUp : commonMixUps(scores)) {
        const QString what =
            Text::tr("%1 taken for %2").arg(scores.classes[mixUp.truth].name, scores.classes[mixUp.answer].name);
        const QString count = Text::tr("%1 of %2").arg(countText(mixUp.count), countText(mixUp.ofItems));
        list += element(u"li"_s, {}, element(u"span"_s, {}, escaped(what)) + element(u"span"_s, {}, escaped(count)));
    }
    if (list.isEmpty()) return note(Text::tr("The student made no mistake in the test."));
    return element(u"h2"_s, {}, escaped(Text::tr("Most frequent mix-ups"))) + element(u"ol"_s, u"mixups"_s, list);
}

ConfusionChart confusionChart(const Scores& scores) {
    ConfusionChart chart{
        Text::tr("Confusion matrix of the student"), Text::tr("true class"), Text::tr("the student's answer"), {}, {}};
    for (const ClassScores& entry : scores.classes) chart.classNames << entry.name;
    for (const std::vector<qint64>& row : scores.confusion) {
        chart.counts << QList<qint64>(row.begin(), row.end());
    }
    return chart;
}

QString confusionSection(const Scores& scores) {
    if (scores.confusion.empty()) return {};
    const bool drawn = scores.classes.size() <= kMostClassesDrawn;
    const QString grid = drawn ? toSvg(confusionChart(scores))
                               : note(Text::tr("%1 classes are too many to draw; the whole matrix is in report.json.")
                                          .arg(scores.classes.size()));
    return section(
        Text::tr("Where the student is right and wrong"),
        note(Text::tr("Each row is a true class, each column an answer; a perfect student fills only the "
                      "diagonal. Counts are test items.")) +
            element(u"div"_s, u"split"_s, element(u"div"_s, {}, grid) + element(u"div"_s, {}, mixUpList(scores))));
}

QString bar(double share) {
    const double width = std::isfinite(share) ? std::clamp(100 * share, 0.0, 100.0) : 0;
    return u"<span class=\"bar\"><i style=\"width:"_s + QString::number(width, 'f', 1) + u"%\"></i></span>"_s;
}

QString classSection(const RunReport& r) {
    const std::vector<ClassScores>& student = r.student.scores.classes;
    const std::vector<ClassScores>& teacher = r.teacher.scores.classes;
    if (student.empty()) return {};
    const bool comparable = teacher.size() == student.size();
    QList<Cell> header{{Text::tr("Class"), {}},  {testItems(r), {}},   {Text::tr("Precision"), {}},
                       {Text::tr("Recall"), {}}, {Text::tr("F1"), {}}, {}};
    if (comparable) header << Cell{Text::tr("Teacher's F1"), {}} << Cell{Text::tr("Points"), {}};
    QString rows;
    for (size_t i = 0; i < student.size(); ++i) {
        const ClassScores& scores = student[i];
        QString row;
        for (const QString& text : {scores.name, countText(scores.support), percentText(scores.precision),
                                    percentText(scores.recall), percentText(scores.f1)}) {
            row += element(u"td"_s, {}, escaped(text));
        }
        row += element(u"td"_s, {}, bar(scores.f1));
        if (comparable) {
            const double gain = scores.f1 - teacher[i].f1;
            row += element(u"td"_s, u"number"_s, escaped(percentText(teacher[i].f1))) +
                   element(u"td"_s, signClass(gain), escaped(pointsText(gain)));
        }
        rows += element(u"tr"_s, {}, row);
    }
    return section(
        Text::tr("Class by class"),
        note(inWords(r,
                     Text::tr("Precision: of the items given this answer, how many are it. Recall: of the "
                              "items of this class, how many were found. F1 joins the two."),
                     Text::tr("Precision: of the sentences given this answer, how many are it. Recall: of the "
                              "sentences of this class, how many were found. F1 joins the two."))) +
            table(header, rows));
}

// ---- ONNX, settings, origin

QString onnxSection(const OnnxReport& onnx) {
    const auto row = [](const QString& who, const OnnxFileReport& file) {
        const QString verdict = file.sameAnswers ? Text::tr("same on all %1").arg(file.checkedItems)
                                                 : Text::tr("not the same (%1 checked)").arg(file.checkedItems);
        return tableRow(u"td"_s, {{file.file.isEmpty() ? who : who + u": "_s + file.file, {}},
                                  {file.precision, {}},
                                  {bytesText(file.bytes), {}},
                                  {millisecondsText(file.latencyMsP50), {}},
                                  {millisecondsText(file.latencyMsP95), {}},
                                  {percentText(file.accuracy), {}},
                                  {verdict, {}},
                                  {differenceText(file.maxAbsDiff), {}}});
    };
    QString rows;
    for (const OnnxFileReport& file : onnx.files) rows += row(Text::tr("Student"), file);
    if (onnx.teacher) rows += row(Text::tr("Teacher"), *onnx.teacher);
    const QList<Cell> header{{Text::tr("File"), {}},    {Text::tr("Precision"), {}},    {Text::tr("Size"), {}},
                             {Text::tr("Median"), {}},  {Text::tr("95th pct."), {}},    {Text::tr("Accuracy"), {}},
                             {Text::tr("Answers"), {}}, {Text::tr("Largest diff."), {}}};
    return section(Text::tr("The ONNX file"),
                   note(Text::tr("Opset %1. Checked after writing: its answers (logits) against the engine's on test "
                                 "items. Times: ONNX Runtime, one item at a time, one thread.")
                            .arg(onnx.opset)) +
                       table(header, rows));
}

QString trainingText(const experiment::TrainingSpec& t) {
    const bool adamw = t.optimizer == experiment::Optimizer::AdamW;
    return Text::tr("%1 passes, batches of %2, %3, learning rate %4")
        .arg(QString::number(t.epochs), QString::number(t.batchSize), adamw ? u"AdamW"_s : u"SGD"_s,
             QString::number(t.learningRate, 'g', 4));
}

QString modelText(const QString& model, double width) {
    return width == 1.0 ? model : Text::tr("%1, width × %2").arg(model, QString::number(width, 'g', 4));
}

QString augmentationText(const experiment::DataSpec& data) {
    QStringList parts;
    if (data.shift > 0) parts << Text::tr("shift by up to %1 pixels").arg(data.shift);
    if (data.flip) parts << Text::tr("left-right flip");
    return parts.isEmpty() ? Text::tr("none") : parts.join(u", "_s);
}

QString settingsSection(const experiment::Experiment& e) {
    const bool trained = e.teacher.source == experiment::TeacherSource::Train;
    const QString yaml = QString::fromUtf8(experiment::write(e));
    return section(
        Text::tr("Settings"),
        definitions({{Text::tr("Temperature"), courseText(e.distill.temperature)},
                     {Text::tr("Alpha, the teacher's weight"), courseText(e.distill.alpha)},
                     {Text::tr("Student"), modelText(e.student.model, e.student.width)},
                     {Text::tr("Its training"), trainingText(e.distill.training)},
                     {Text::tr("Teacher"), trained ? modelText(e.teacher.model, e.teacher.width) : e.teacher.path},
                     {Text::tr("Its training"), trained ? trainingText(e.teacher.training) : QString()},
                     {Text::tr("Between teacher and student"), experiment::assistantsText(e.teacher)},
                     {Text::tr("Augmentation"), augmentationText(e.data)},
                     {Text::tr("Seed"), QString::number(e.data.seed)}}) +
            u"<details><summary>"_s + escaped(Text::tr("The whole experiment.yaml")) + u"</summary><pre>"_s +
            escaped(yaml) + u"</pre></details>\n"_s);
}

QString pseudoLabelText(const PseudoLabelReport& labels) {
    const QString text = Text::tr("%1 of %2 without a label, at least %3 sure")
                             .arg(countText(labels.kept), countText(labels.rows), percentText(labels.threshold));
    return std::isnan(labels.accuracy) ? text : Text::tr("%1; %2 right").arg(text, percentText(labels.accuracy));
}

QString originSection(const RunReport& r) {
    QList<std::pair<QString, QString>> facts{
        {Text::tr("Data"), r.dataDescription},
        {inWords(r, Text::tr("Training items"), Text::tr("Training sentences")), countText(r.trainItems)},
        {Text::tr("Labelled by the teacher"), r.pseudoLabels ? pseudoLabelText(*r.pseudoLabels) : QString()},
        {inWords(r, Text::tr("Validation items"), Text::tr("Validation sentences")), countText(r.validationItems)},
        {testItems(r), countText(r.testItems)},
        {Text::tr("Quantised teacher"), r.quantisedTeacher ? quantisedSentence(*r.quantisedTeacher) : QString()},
        {Text::tr("Machine"), r.machine},
        {Text::tr("Peak memory"), r.peakRssMib > 0 ? countText(std::llround(r.peakRssMib)) + u" MiB"_s : QString()}};
    double total = 0;
    for (const Phase phase : kPhases) {
        const auto found = r.seconds.find(phaseKey(phase));
        if (found == r.seconds.end()) continue;
        facts << std::pair(phaseTitle(phase), durationText(found.value()));
        total += found.value();
    }
    facts << std::pair(Text::tr("Altogether"), durationText(total));
    return section(Text::tr("What was measured, and where"), definitions(facts));
}

}  // namespace

QByteArray toHtml(const RunReport& report, const MetricsHistory& history) {
    const QString header =
        element(u"header"_s, {},
                element(u"p"_s, u"kicker"_s, escaped(Text::tr("DistilLab · report of a distillation"))) +
                    element(u"h1"_s, {}, escaped(report.experiment.name)) +
                    element(u"p"_s, u"lead"_s, escaped(headline(report))) +
                    (report.baseline ? element(u"p"_s, u"lead"_s, escaped(baselineSentence(report))) : QString()));
    QString body = header + tiles(report) + resultTable(report);
    body += element(u"div"_s, u"pair"_s, lossSection(history) + accuracySection(report, history));
    body += confusionSection(report.student.scores) + classSection(report);
    if (report.onnx && !report.onnx->files.empty()) body += onnxSection(*report.onnx);
    body += element(u"div"_s, u"pair"_s, settingsSection(report.experiment) + originSection(report));
    body += element(u"footer"_s, {}, escaped(Text::tr("Written by DistilLab. The same numbers are in report.json.")));

    const QString language = Text::tr("en", "language code of this translation, for the page's lang attribute");
    // The policy lets the page load nothing and run nothing, whatever a class name may contain.
    const QString page = u"<!DOCTYPE html>\n<html lang=\""_s + escaped(language) + u"\">\n<head>\n"_s +
                         u"<meta charset=\"utf-8\">\n"_s +
                         u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                         u"'unsafe-inline'\">\n"_s +
                         u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"_s +
                         element(u"title"_s, {}, escaped(report.experiment.name + u" – DistilLab"_s)) +
                         element(u"style"_s, {}, QString::fromUtf8(kPageStyle)) + u"</head>\n<body>\n"_s +
                         element(u"main"_s, {}, body) + u"</body>\n</html>\n"_s;
    return page.toUtf8();
}

}  // namespace distillab::report
