#include "core/report/html_page.h"

#include "core/base/sentences.h"
#include "core/experiment/document.h"
#include "core/report/goal.h"
#include "core/report/measurement_words.h"
#include "core/report/page_style.h"
#include "core/report/report_content.h"
#include "core/report/run_charts.h"
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

QString cells(const QString& tag, const QStringList& texts, const QStringList& cssClasses = {}) {
    QString row;
    for (qsizetype i = 0; i < texts.size(); ++i) row += element(tag, cssClasses.value(i), escaped(texts[i]));
    return row;
}

/// @param rows  HTML
QString tableElement(const QString& header, const QString& rows, const QString& cssClass = {}) {
    const QString head = element(u"thead"_s, {}, element(u"tr"_s, {}, header));
    return element(u"div"_s, u"scroll"_s, element(u"table"_s, cssClass, head + element(u"tbody"_s, {}, rows)));
}

QString tableElement(const Table& table, const QString& cssClass = {}, const QStringList& headerClasses = {}) {
    QString rows;
    for (const QStringList& row : table.rows) rows += element(u"tr"_s, {}, cells(u"td"_s, row));
    return tableElement(cells(u"th"_s, table.header, headerClasses), rows, cssClass);
}

QString definitions(const Facts& facts) {
    QString list;
    for (const auto& [term, meaning] : facts) {
        if (meaning.isEmpty()) continue;
        list += element(u"dt"_s, {}, escaped(term)) + element(u"dd"_s, {}, escaped(meaning));
    }
    return element(u"dl"_s, {}, list);
}

QString signClass(double value) {
    if (isNoDifference(value) || !std::isfinite(value)) return {};
    return value > 0 ? u"better"_s : u"worse"_s;
}

// ---- The sections

QString headerOf(const RunReport& report) {
    const QString baseline = baselineSentence(report);
    return element(u"header"_s, {},
                   element(u"p"_s, u"kicker"_s, escaped(kicker())) +
                       element(u"h1"_s, {}, escaped(report.experiment.name)) +
                       element(u"p"_s, u"lead"_s, escaped(headline(report))) +
                       (baseline.isEmpty() ? QString() : element(u"p"_s, u"lead"_s, escaped(baseline))));
}

QString tileRow(const RunReport& report) {
    QString row;
    for (const Tile& tile : tiles(report)) {
        row += element(u"div"_s, u"tile"_s,
                       element(u"b"_s, {}, escaped(tile.figure)) + element(u"span"_s, {}, escaped(tile.title)) +
                           element(u"small"_s, {}, escaped(tile.detail)));
    }
    return element(u"div"_s, u"tiles"_s, row);
}

QString resultSection(const RunReport& report) {
    QStringList classes{QString(), u"key teacher"_s};
    classes << QStringList(static_cast<qsizetype>(report.assistants.size()), u"key"_s) << u"key student"_s
            << u"key baseline"_s;
    return section(Text::tr("Side by side"),
                   tableElement(resultTable(report), u"even"_s, classes) + note(resultNote(report)));
}

QString adviceSection(const RunReport& report) {
    if (report.advice.isEmpty()) return section(adviceTitle(), note(nothingAmiss()));
    QString list;
    for (const Advice& advice : report.advice) {
        const QString changes = changesText(advice.changes);
        list += element(u"li"_s, {},
                        element(u"h3"_s, {}, escaped(advice.title)) + element(u"p"_s, {}, escaped(advice.evidence)) +
                            element(u"p"_s, {}, escaped(advice.why)) +
                            (changes.isEmpty() ? QString() : element(u"p"_s, u"change"_s, escaped(changes))));
    }
    return section(adviceTitle(), element(u"ol"_s, u"advice"_s, list));
}

QString plotSection(const Plot& plot) {
    QString legend;
    for (const LegendEntry& entry : plot.legend) {
        legend += element(u"li"_s, u"key "_s + entry.cssClass + (entry.dashed ? u" dashed"_s : QString()),
                          escaped(entry.text));
    }
    return section(plot.title, element(u"ul"_s, u"legend"_s, legend) + toSvg(plot.chart) + note(plot.caption));
}

QString mixUpList(const Scores& scores) {
    QString list;
    for (const MixUp& mixUp : commonMixUps(scores)) {
        const QString what = Text::tr("%1 taken for %2").arg(mixUp.truth, mixUp.answer);
        const QString count = Text::tr("%1 of %2").arg(countText(mixUp.count), countText(mixUp.ofItems));
        list += element(u"li"_s, {}, element(u"span"_s, {}, escaped(what)) + element(u"span"_s, {}, escaped(count)));
    }
    if (list.isEmpty()) return note(noMistakes());
    return element(u"h2"_s, {}, escaped(mixUpsTitle())) + element(u"ol"_s, u"mixups"_s, list);
}

QString confusionSection(const Scores& scores) {
    if (scores.confusion.empty()) return {};
    const bool drawn = scores.classes.size() <= kMostClassesDrawn;
    const QString grid = drawn ? toSvg(confusionChart(scores)) : note(tooManyClasses(scores));
    return section(confusionTitle(), note(confusionNote()) + element(u"div"_s, u"split"_s,
                                                                     element(u"div"_s, {}, grid) +
                                                                         element(u"div"_s, {}, mixUpList(scores))));
}

QString bar(double share) {
    const double width = std::isfinite(share) ? std::clamp(100 * share, 0.0, 100.0) : 0;
    return u"<span class=\"bar\"><i style=\"width:"_s + QString::number(width, 'f', 1) + u"%\"></i></span>"_s;
}

QString classSection(const RunReport& r) {
    const std::vector<ClassScores>& student = r.student.scores.classes;
    if (student.empty()) return {};
    constexpr qsizetype kBarAfter = 5;  // columns
    const Table table = classTable(r);
    QString rows;
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const ClassScores& scores = student[static_cast<size_t>(i)];
        QString row = cells(u"td"_s, table.rows[i].first(kBarAfter)) + element(u"td"_s, {}, bar(scores.f1));
        if (comparesClasses(r)) {
            const double gain = scores.f1 - r.teacher.scores.classes[static_cast<size_t>(i)].f1;
            row += cells(u"td"_s, table.rows[i].sliced(kBarAfter), {u"number"_s, signClass(gain)});
        }
        rows += element(u"tr"_s, {}, row);
    }
    QStringList header = table.header;
    header.insert(kBarAfter, QString());
    return section(classTitle(), note(classNote(r)) + tableElement(cells(u"th"_s, header), rows));
}

QString guessesElement(const QString& who, const QString& cssClass, const std::vector<Guess>& guesses,
                       const QString& truth) {
    if (guesses.empty()) return {};
    QString list;
    for (const Guess& guess : guesses) {
        list += element(u"li"_s, guess.label == truth ? u"truth"_s : QString(),
                        element(u"span"_s, {}, escaped(guess.label)) +
                            element(u"span"_s, {}, escaped(percentText(guess.probability))));
    }
    return element(u"div"_s, {}, element(u"h4"_s, u"key "_s + cssClass, escaped(who)) + element(u"ol"_s, {}, list));
}

QString mistakeElement(const Mistake& mistake) {
    QString item;
    if (!mistake.picture.isEmpty()) {
        item += u"<img alt=\""_s + escaped(Text::tr("test picture %1").arg(mistake.row + 1)) +
                u"\" src=\"data:image/png;base64,"_s + QString::fromLatin1(mistake.picture.toBase64()) + u"\"/>\n"_s;
    }
    QString words;
    for (const QString& text : {mistake.text, mistake.textPair}) {
        if (!text.isEmpty()) words += element(u"blockquote"_s, {}, escaped(text));
    }
    words += element(u"h3"_s, {}, escaped(Text::tr("It is: %1").arg(mistake.label)));
    words += element(u"div"_s, u"guesses"_s,
                     guessesElement(Text::tr("Student"), u"student"_s, mistake.student, mistake.label) +
                         guessesElement(Text::tr("Teacher"), u"teacher"_s, mistake.teacher, mistake.label));
    return element(u"li"_s, {}, item + element(u"div"_s, {}, words));
}

QString mistakesSection(const Mistakes& mistakes) {
    if (mistakes.worst.empty()) return {};
    QString list;
    for (const Mistake& mistake : mistakes.worst) list += mistakeElement(mistake);
    const bool isText = !mistakes.worst.front().text.isEmpty();
    return section(mistakesTitle(), note(joinSentences({mistakesSentence(mistakes), mistakesNote()})) +
                                        element(u"ol"_s, isText ? u"mistakes texts"_s : u"mistakes"_s, list));
}

QString onnxSection(const RunReport& report) {
    if (!report.onnx || report.onnx->files.empty()) return {};
    QString content = note(onnxNote(*report.onnx)) + tableElement(onnxTable(*report.onnx));
    if (const OnnxFileReport* file = int8File(*report.onnx)) {
        content += u"<details><summary>"_s + escaped(layerTitle()) + u"</summary>\n"_s + note(layerNote(*file)) +
                   tableElement(layerTable(*file)) + u"</details>\n"_s;
    }
    return section(onnxTitle(), content);
}

QString measurementSection(const RunReport& report, const std::optional<Measurement>& measurement) {
    if (!measurement) return {};
    QString words;
    for (const QString& sentence : {measuredHeadline(*measurement), measuredProblems(*measurement)}) {
        if (!sentence.isEmpty()) words += element(u"p"_s, {}, escaped(sentence));
    }
    if (const std::optional<GoalVerdict> verdict = judge(report.experiment.goal, *measurement)) {
        for (const QString& line : goalText(*verdict).split(u'\n')) words += element(u"p"_s, {}, escaped(line));
    }
    return section(measurementTitle(),
                   words + tableElement(measurementTable(*measurement)) + note(measuredHow(*measurement)));
}

QString settingsSection(const experiment::Experiment& e) {
    const QString yaml = QString::fromUtf8(experiment::write(e));
    return section(settingsTitle(), definitions(settingsFacts(e)) + u"<details><summary>"_s +
                                        escaped(Text::tr("The whole experiment.yaml")) + u"</summary><pre>"_s +
                                        escaped(yaml) + u"</pre></details>\n"_s);
}

}  // namespace

QByteArray toHtml(const RunReport& report, const MetricsHistory& history, const Mistakes& mistakes,
                  const std::optional<Measurement>& measurement) {
    QString body = headerOf(report) + tileRow(report) + resultSection(report) + adviceSection(report);
    QString plots;
    for (const Plot& plot : plotsOf(report, history)) plots += plotSection(plot);
    body += element(u"div"_s, u"pair"_s, plots);
    body += confusionSection(report.student.scores) + classSection(report) + mistakesSection(mistakes);
    body += onnxSection(report) + measurementSection(report, measurement);
    body += element(u"div"_s, u"pair"_s,
                    settingsSection(report.experiment) + section(originTitle(), definitions(originFacts(report))));
    body += element(u"footer"_s, {}, escaped(footer()));

    const QString language = Text::tr("en", "language code of this translation, for the page's lang attribute");
    // The policy lets the page load nothing and run nothing, whatever a class name may contain.
    const QString page = u"<!DOCTYPE html>\n<html lang=\""_s + escaped(language) + u"\">\n<head>\n"_s +
                         u"<meta charset=\"utf-8\"/>\n"_s +
                         u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                         u"'unsafe-inline'; img-src data:\"/>\n"_s +
                         u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"_s +
                         element(u"title"_s, {}, escaped(report.experiment.name + u" – DistilLab"_s)) +
                         element(u"style"_s, {}, QString::fromUtf8(kPageStyle)) + u"</head>\n<body>\n"_s +
                         element(u"main"_s, {}, body) + u"</body>\n</html>\n"_s;
    return page.toUtf8();
}

}  // namespace distillab::report
