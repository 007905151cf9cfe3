#include "core/report/wording.h"

#include "core/base/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Wording)
};

const QString kDash = u"–"_s;

/// Reports are passed on between people: their numbers are written the same way on every machine.
QLocale numbers() { return QLocale(QLocale::English, QLocale::UnitedStates); }

bool measured(double value) { return std::isfinite(value) && value > 0; }

double ratio(double teacher, double student) { return measured(teacher) && measured(student) ? teacher / student : 0; }

/// "14× smaller", "about as large", "1.3× larger".
QString comparisonText(double factor, const QString& better, const QString& equal, const QString& worse) {
    if (factor >= 1.05) return better.arg(factorText(factor));
    if (factor > 1 / 1.05) return equal;
    return worse.arg(factorText(1 / factor));
}

QString sizeAndSpeed(const Comparison& comparison) {
    QStringList parts;
    if (comparison.smaller > 0) {
        parts << comparisonText(comparison.smaller, Text::tr("%1× smaller"), Text::tr("about as large"),
                                Text::tr("%1× larger"));
    }
    if (comparison.faster > 0) {
        parts << comparisonText(comparison.faster, Text::tr("%1× faster"), Text::tr("about as fast"),
                                Text::tr("%1× slower"));
    }
    if (parts.isEmpty()) return {};
    return Text::tr("Compared with its teacher, the student is %1.").arg(parts.join(Text::tr(" and ")));
}

/// "0.064 ms against 0.108 ms": of a file, and of the fp32 file.
QString comparedTimes(double milliseconds, double exact) {
    return Text::tr("%1 against %2").arg(millisecondsText(milliseconds), millisecondsText(exact));
}

/// Of the fp32 file, which the others are judged against.
double exactAccuracy(const OnnxReport& onnx) { return onnx.files.empty() ? kNotMeasured : onnx.files.front().accuracy; }

QString roundedSentence(const OnnxReport& onnx, const OnnxFileReport& file) {
    const QString sentence =
        Text::tr("ONNX in %1: %2 (%3); accuracy %4, fp32 %5; the answers of fp32 on %6 of the test items; %7.")
            .arg(file.precision, file.file, bytesText(file.bytes), percentText(file.accuracy),
                 percentText(exactAccuracy(onnx)), percentText(file.agreement),
                 comparedTimes(file.latencyMsP50, onnx.files.empty() ? kNotMeasured : onnx.files.front().latencyMsP50));
    const auto returned = std::ranges::count_if(file.layers, [](const LayerChoice& layer) {
        return layer.precision == QLatin1String("fp32") && std::isfinite(layer.sensitivity);
    });
    if (returned == 0) return sentence;
    return joinSentences(
        {sentence, Text::tr("In f32 to keep the accuracy: %1 of %2 layers.").arg(returned).arg(file.layers.size())});
}

}  // namespace

QString percentText(double share) {
    return std::isfinite(share) ? numbers().toString(100 * share, 'f', 1) + u" %"_s : kDash;
}

QString countText(qint64 count) { return numbers().toString(count); }

QString bytesText(qint64 bytes) {
    if (bytes <= 0) return kDash;
    double value = static_cast<double>(bytes) / 1024;
    QString unit = u" KiB"_s;
    for (const QString& larger : {u" MiB"_s, u" GiB"_s}) {
        if (value < 1000) break;
        value /= 1024;
        unit = larger;
    }
    return numbers().toString(value, 'f', value < 10 ? 1 : 0) + unit;
}

QString millisecondsText(double milliseconds) {
    if (!measured(milliseconds)) return kDash;
    const int decimals = milliseconds < 1 ? 3 : milliseconds < 10 ? 2 : 1;
    return numbers().toString(milliseconds, 'f', decimals) + u" ms"_s;
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return kDash;
    if (seconds < 10) return Text::tr("%1 s").arg(numbers().toString(seconds, 'f', 1));
    const qint64 whole = std::llround(seconds);
    if (whole < 60) return Text::tr("%1 s").arg(whole);
    if (whole < 3600) return Text::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Text::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString factorText(double factor) { return numbers().toString(factor, 'f', factor < 9.95 ? 1 : 0); }

QString courseText(const experiment::Course& course) {
    const QString start = QString::number(course.from, 'g', 4);
    return course.isConstant() ? start : start + u" → "_s + QString::number(course.to, 'g', 4);
}

QString differenceText(double difference) {
    return std::isfinite(difference) ? QString::number(difference, 'g', 2) : kDash;
}

Comparison compare(const RunReport& report) {
    Comparison result;
    result.smaller = ratio(static_cast<double>(report.teacher.bytes), static_cast<double>(report.student.bytes));
    result.fewerParameters =
        ratio(static_cast<double>(report.teacher.parameters), static_cast<double>(report.student.parameters));
    result.faster = ratio(report.teacher.latencyMsP50, report.student.latencyMsP50);
    if (!report.onnx || !report.onnx->teacher || report.onnx->files.empty()) return result;
    const double inOnnx = ratio(report.onnx->teacher->latencyMsP50, report.onnx->files.front().latencyMsP50);
    if (inOnnx <= 0) return result;
    result.faster = inOnnx;
    result.fasterInOnnx = true;
    return result;
}

QString headline(const RunReport& report) {
    QStringList sentences{sizeAndSpeed(compare(report))};
    const bool isText = report.experiment.learnsFromText();
    sentences << (isText ? Text::tr("It gets %1 of the test sentences right, the teacher %2.")
                         : Text::tr("It gets %1 of the test items right, the teacher %2."))
                     .arg(percentText(report.student.scores.accuracy), percentText(report.teacher.scores.accuracy));
    return joinSentences(sentences);
}

QString baselineSentence(const RunReport& report) {
    if (!report.baseline) return {};
    const double alone = report.baseline->scores.accuracy;
    const double points = 100 * (report.student.scores.accuracy - alone);
    if (!std::isfinite(points)) return {};
    const QString without = Text::tr("Without the teacher, the same student reaches %1").arg(percentText(alone));
    if (std::abs(points) < 0.05) return Text::tr("%1: here the teacher made no difference.").arg(without);
    const QString amount = numbers().toString(std::abs(points), 'f', 1);
    return points > 0 ? Text::tr("%1: the teacher added %2 points.").arg(without, amount)
                      : Text::tr("%1: here the teacher cost %2 points.").arg(without, amount);
}

QString quantisedSentence(const QuantisedTeacher& teacher) {
    const auto factor = [](double value) { return numbers().toString(value, 'f', 2); };
    if (teacher.isUsed()) {
        return Text::tr(
                   "The teacher labels in int8: %2 of its answers on %1 sampled training sentences are those of "
                   "full precision, %3× as fast.")
            .arg(countText(teacher.items), percentText(teacher.agreement), factor(teacher.speedup));
    }
    return Text::tr(
               "The teacher labels in full precision: in int8, %2 of its answers on %1 sampled training sentences "
               "are the same, %3× as fast; asked for are at least %4 and %5×.")
        .arg(countText(teacher.items), percentText(teacher.agreement), factor(teacher.speedup),
             percentText(QuantisedTeacher::kLeastAgreement), factor(QuantisedTeacher::kLeastSpeedup));
}

QString onnxSentence(const OnnxReport& onnx, const OnnxFileReport& file) {
    if (!file.isExact()) return roundedSentence(onnx, file);
    const QString verdict =
        file.sameAnswers ? Text::tr("same answers as the engine on all %1 checked items").arg(file.checkedItems)
                         : Text::tr("not the same answers as the engine on %1 checked items").arg(file.checkedItems);
    return Text::tr("ONNX: %1 (%2, opset %3), %4; largest difference %5; accuracy %6.")
        .arg(file.file, bytesText(file.bytes), QString::number(onnx.opset), verdict, differenceText(file.maxAbsDiff),
             percentText(file.accuracy));
}

QString fusionsSentence(const OnnxFileReport& file) {
    if (file.fusions.empty()) return {};
    QStringList fused;
    for (const Fusion& fusion : file.fusions) fused << u"%1 × %2"_s.arg(fusion.count).arg(fusion.op);
    return Text::tr("%1 as ONNX Runtime runs it: %2.").arg(file.file, fused.join(u", "_s));
}

QString teacherExportNote(const experiment::Experiment& experiment) {
    using experiment::TeacherSource;
    if (!experiment.onnx.enabled) return {};
    if (!experiment.teacher.also.empty()) return Text::tr("The student alone is exported: it has several teachers.");
    switch (experiment.teacher.source) {
        case TeacherSource::Onnx:
        case TeacherSource::TorchScript:
        case TeacherSource::Endpoint: return Text::tr("The student alone is exported: this teacher only answers.");
        case TeacherSource::Train:
        case TeacherSource::Run:
        case TeacherSource::Folder:
        case TeacherSource::Hub: break;
    }
    return {};
}

QString notKeptSentence(const OnnxReport& onnx, const OnnxFileReport& file) {
    if (!std::isfinite(file.accuracy) && file.layers.empty()) {
        return Text::tr("There is no %1 file: the model is too large for one file.").arg(file.precision);
    }
    if (!std::isfinite(file.accuracy)) {
        return Text::tr("There is no %1 file: the model has no layer large enough to gain by it.").arg(file.precision);
    }
    const QString kept = Text::tr("No %1 file was kept: it gets %2 of the test items right, fp32 %3.")
                             .arg(file.precision, percentText(file.accuracy), percentText(exactAccuracy(onnx)));
    if (file.layers.empty()) return kept;
    return joinSentences({kept, Text::tr("No choice of layers in f32 keeps the loss within the limit.")});
}

QString assistantTitle(const RunReport& report, qsizetype index) {
    return report.assistants.size() == 1 ? Text::tr("Assistant") : Text::tr("Assistant %1").arg(index + 1);
}

QString measuredOn(const RunReport& report) {
    const bool isText = report.experiment.learnsFromText();
    // A text teacher is fine-tuned on the same data: the test items are new to it, too.
    const bool newToBoth = report.experiment.teacher.source == experiment::TeacherSource::Train ||
                           (isText && report.seconds.contains(phaseKey(Phase::TeacherTrain)));
    const QString sentence = newToBoth
                                 ? (isText ? Text::tr("%1 test sentences that neither model saw in training")
                                           : Text::tr("%1 test items that neither model saw in training"))
                                 : (isText ? Text::tr("%1 test sentences that the student did not see in training")
                                           : Text::tr("%1 test items that the student did not see in training"));
    const QString all = sentence.arg(countText(report.testItems));
    // A teacher whose every answer has its price is judged on fewer.
    if (report.teacher.scores.items == 0 || report.teacher.scores.items == report.testItems) return all;
    return Text::tr("%1; the teacher on %2 of them").arg(all, countText(report.teacher.scores.items));
}

}  // namespace distillab::report
