#include "core/report/measurement_words.h"

#include "core/base/sentences.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::MeasurementWords)
};

const QString kDash = u"–"_s;

QString memoryText(double mib) { return std::isfinite(mib) ? bytesText(std::llround(mib * 1024 * 1024)) : kDash; }

QString rateText(double perSecond) {
    if (!std::isfinite(perSecond)) return kDash;
    return perSecond < 10 ? factorText(perSecond) : countText(std::llround(perSecond));
}

using Figure = Spread MeasuredModel::*;
using Words = QString (*)(double);

MeasuredRow rowOf(const Measurement& measurement, const QString& title, const QString& explanation, Figure figure,
                  Words words) {
    MeasuredRow row{title, explanation, {}, {}};
    for (const MeasuredModel& model : measurement.models) {
        const Spread& spread = model.*figure;
        const QString least = words(spread.least);
        const QString most = words(spread.most);
        row.cells << words(spread.median);
        row.spreads << (measurement.rounds < 2 || !std::isfinite(spread.median) ? QString() : least + u" – "_s + most);
    }
    return row;
}

MeasuredRow plainRow(const Measurement& measurement, const QString& title, const QString& explanation,
                     const std::function<QString(const MeasuredModel&)>& cell) {
    MeasuredRow row{title, explanation, {}, {}};
    for (const MeasuredModel& model : measurement.models) {
        row.cells << cell(model);
        row.spreads << QString();
    }
    return row;
}

/// A difference that the rounds themselves do not show is none.
bool overlap(const Spread& a, const Spread& b) { return a.least <= b.most && b.least <= a.most; }

QString speedText(const MeasuredModel& teacherModel, const MeasuredModel& studentModel) {
    const Spread& teacher = teacherModel.oneThreadP50;
    const Spread& student = studentModel.oneThreadP50;
    if (!std::isfinite(teacher.median) || !std::isfinite(student.median) || student.median <= 0) return {};
    if (teacherModel.isDisturbed() || studentModel.isDisturbed()) return {};
    const double factor = teacher.median / student.median;
    if (overlap(teacher, student)) return Text::tr("answers about as fast as its teacher");
    return factor > 1 ? Text::tr("answers %1× faster than its teacher").arg(factorText(factor))
                      : Text::tr("answers %1× slower than its teacher").arg(factorText(1 / factor));
}

QString sizeText(qint64 teacher, qint64 student) {
    if (teacher <= 0 || student <= 0) return {};
    const double share = 1 - static_cast<double>(student) / static_cast<double>(teacher);
    // Rounded towards what is less to boast of: 99.7 % is not 100 %.
    const auto percent = static_cast<int>(std::floor(100 * std::abs(share)));
    if (percent == 0) return Text::tr("is about as large");
    return (share > 0 ? Text::tr("is %1 % smaller") : Text::tr("is %1 % larger")).arg(percent);
}

QString accuracyText(double teacher, double student) {
    const double points = 100 * (student - teacher);
    if (!std::isfinite(points)) return {};
    const QString amount = QString::number(std::abs(points), 'f', 1);
    if (std::abs(points) < 0.05) return Text::tr("It is as accurate.");
    return (points < 0 ? Text::tr("It is %1 points less accurate.") : Text::tr("It is %1 points more accurate."))
        .arg(amount);
}

/// Of files alone there are no items.
bool isMadeUp(const Measurement& measurement) {
    return std::ranges::all_of(measurement.models, [](const MeasuredModel& model) { return model.who.isEmpty(); });
}

QString titleOf(const MeasuredModel& model) {
    const QString ofRun = model.who == u"teacher" ? Text::tr("Teacher") : Text::tr("Student");
    const QString who = model.who.isEmpty() ? model.file : ofRun;
    const bool isPlain = model.precision.isEmpty() || model.precision == u"fp32";
    return isPlain ? who : Text::tr("%1, %2", "Student, int8").arg(who, model.precision);
}

bool hasFigures(const Measurement& measurement) {
    return std::ranges::any_of(measurement.models, &MeasuredModel::isMeasured);
}

}  // namespace

QStringList measuredTitles(const Measurement& measurement) {
    QStringList titles;
    for (const MeasuredModel& model : measurement.models) titles << titleOf(model);
    return titles;
}

QList<MeasuredRow> measuredRows(const Measurement& m) {
    QList<MeasuredRow> rows = {
        plainRow(m, Text::tr("Accuracy"), Text::tr("Share of right answers of the file in ONNX Runtime."),
                 [](const MeasuredModel& model) { return percentText(model.accuracy); }),
        plainRow(m, Text::tr("Size on disk"), Text::tr("Bytes of the ONNX file and the data that it needs."),
                 [](const MeasuredModel& model) { return bytesText(model.bytes); }),
        rowOf(m, Text::tr("One answer, one thread"), Text::tr("Median time for one item on one thread."),
              &MeasuredModel::oneThreadP50, millisecondsText),
        rowOf(m, Text::tr("95 % of them within"), Text::tr("95th percentile of the times on one thread."),
              &MeasuredModel::oneThreadP95, millisecondsText)};
    if (m.threads > 1) {
        rows << rowOf(m, Text::tr("One answer, %n threads", nullptr, m.threads),
                      Text::tr("Median time for one item on all threads of this machine."),
                      &MeasuredModel::allThreadsP50, millisecondsText)
             << rowOf(m, Text::tr("95 % of them within"), Text::tr("95th percentile of the times on all threads."),
                      &MeasuredModel::allThreadsP95, millisecondsText);
    }
    rows << rowOf(m, Text::tr("Answers a second"),
                  Text::tr("%n items at a time, on all threads of this machine.", nullptr, m.batch),
                  &MeasuredModel::itemsPerSecond, rateText)
         << rowOf(m, Text::tr("Peak memory"),
                  Text::tr("The most that the process held which answers one item at a time on one thread."),
                  &MeasuredModel::peakMib, memoryText)
         << rowOf(m, Text::tr("of it the model's"), Text::tr("What was not held before the model was opened."),
                  &MeasuredModel::modelMib, memoryText);
    rows.removeIf([](const MeasuredRow& row) {
        return std::ranges::all_of(row.cells, [](const QString& cell) { return cell == kDash; });
    });
    return rows;
}

QString measuredHeadline(const Measurement& measurement) {
    const MeasuredModel* teacher = measurement.teacher();
    const MeasuredModel* student = measurement.fastestStudent();
    if (!teacher || !student) return {};
    QStringList parts = {speedText(*teacher, *student), sizeText(teacher->bytes, student->bytes)};
    parts.removeAll(QString());
    if (parts.isEmpty()) return {};
    const QString what = parts.join(Text::tr(" and "));
    const QString sentence = student->precision == u"fp32"
                                 ? Text::tr("The student %1.").arg(what)
                                 : Text::tr("In %1, the student %2.").arg(student->precision, what);
    return joinSentences({sentence, accuracyText(teacher->accuracy, student->accuracy)});
}

QString measuredHow(const Measurement& m) {
    if (!hasFigures(m)) return {};
    QString items;
    if (m.generatedTokens > 0) {
        items = Text::tr("made-up texts of %n tokens", nullptr, m.generatedTokens);
    } else if (isMadeUp(m)) {
        items = Text::tr("made-up pictures");
    } else if (m.ofTexts) {
        items = Text::tr("%1 test texts").arg(countText(m.items));
    } else {
        items = Text::tr("%1 test pictures").arg(countText(m.items));
    }
    QStringList sentences = {
        Text::tr("Measured on %1, each file in a process of its own, on %2.").arg(items, m.machine)};
    if (m.rounds > 1) {
        sentences << Text::tr(
                         "Median of %1 rounds in which the files took turns; beside it the least and the "
                         "most.")
                         .arg(m.rounds);
    }
    if (m.testItems > 0) sentences << Text::tr("Accuracy: on %1 test items.").arg(countText(m.testItems));
    return joinSentences(sentences);
}

QString measuredProblems(const Measurement& measurement) {
    QStringList lines;
    for (const MeasuredModel& model : measurement.models) {
        if (!model.isMeasured()) {
            lines << Text::tr("%1 could not be measured: %2").arg(titleOf(model), model.problem);
        } else if (model.isDisturbed()) {
            lines << Text::tr(
                         "%1: other programs were at work, so that it had a processor for only %2 of the time. Its "
                         "times are too long; measure again when the computer has nothing else to do.")
                         .arg(titleOf(model), percentText(model.processorShare));
        }
    }
    return lines.join(u'\n');
}

QString measuredText(const Measurement& measurement) {
    if (!hasFigures(measurement)) return measuredProblems(measurement) + u'\n';
    QList<QStringList> rows = {QStringList(QString()) + measuredTitles(measurement)};
    for (const MeasuredRow& row : measuredRows(measurement)) {
        QStringList cells = {row.title};
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            cells << (row.spreads[i].isEmpty() ? row.cells[i] : row.cells[i] + u" ("_s + row.spreads[i] + u')');
        }
        rows << cells;
    }
    QStringList lines = {measuredHeadline(measurement), measuredProblems(measurement), measuredHow(measurement)};
    lines.removeAll(QString());
    return textTable(rows, {Align::Left, Align::Right}) + u'\n' + lines.join(u'\n') + u'\n';
}

}  // namespace distillab::report
