#include "core/report/pdf_page.h"

#include "core/base/sentences.h"
#include "core/report/measurement_words.h"
#include "core/report/page_flow.h"
#include "core/report/painted_chart.h"
#include "core/report/wording.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPdfWriter>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::PdfPage)
};

constexpr double kMarginMillimetres = 16;
constexpr int kDotsPerInch = 600;

QColor ink() { return printColor(u"ink"_s); }
QColor muted() { return printColor(u"muted"_s); }

void note(PageFlow& page, const QString& text) {
    page.text(text, Style::Small, muted());
    page.gap(4);
}

void beginning(PageFlow& page, const RunReport& report) {
    page.text(kicker(), Style::Small, muted());
    page.text(report.experiment.name, Style::Title, ink());
    page.gap(5);
    page.text(headline(report), Style::Lead, ink());
    page.gap(2);
    page.text(baselineSentence(report), Style::Body, muted());
    page.gap(12);
    page.tiles(tiles(report));
    page.gap(10);
    page.table(resultTable(report), 0.34);
    page.gap(5);
    note(page, resultNote(report));
}

void advices(PageFlow& page, const QList<Advice>& all) {
    page.heading(adviceTitle());
    if (all.isEmpty()) page.text(nothingAmiss(), Style::Body, ink());
    for (const Advice& advice : all) {
        page.text(advice.title, Style::Strong, ink());
        page.text(joinSentences({advice.evidence, advice.why}), Style::Body, ink());
        page.text(changesText(advice.changes), Style::Strong, printColor(u"student"_s));
        page.gap(6);
    }
}

void confusion(PageFlow& page, const Scores& scores) {
    if (scores.confusion.empty()) return;
    page.heading(confusionTitle(), 200);
    note(page, confusionNote());
    if (scores.classes.size() <= kMostClassesDrawn) {
        page.confusion(confusionChart(scores));
    } else {
        note(page, tooManyClasses(scores));
    }
    page.gap(8);
    const std::vector<MixUp> mixUps = commonMixUps(scores);
    page.text(mixUps.empty() ? noMistakes() : mixUpsTitle(), Style::Strong, ink());
    for (const MixUp& mixUp : mixUps) {
        page.text(Text::tr("%1 taken for %2: %3 of %4")
                      .arg(mixUp.truth, mixUp.answer, countText(mixUp.count), countText(mixUp.ofItems)),
                  Style::Body, ink());
    }
}

void classes(PageFlow& page, const RunReport& report) {
    if (report.student.scores.classes.empty()) return;
    page.heading(classTitle());
    note(page, classNote(report));
    page.table(classTable(report), 0.28);
}

void mistakesList(PageFlow& page, const Mistakes& mistakes) {
    if (mistakes.worst.empty()) return;
    page.heading(mistakesTitle(), 120);
    note(page, joinSentences({mistakesSentence(mistakes), mistakesNote()}));
    page.mistakes(mistakes.worst);
}

void measured(PageFlow& page, const Measurement& measurement) {
    page.heading(measurementTitle());
    for (const QString& sentence : {measuredHeadline(measurement), measuredProblems(measurement)}) {
        if (!sentence.isEmpty()) page.text(sentence, Style::Body, ink());
    }
    page.gap(4);
    page.table(measurementTable(measurement), 0.3);
    page.gap(5);
    note(page, measuredHow(measurement));
}

}  // namespace

void paintReport(QPagedPaintDevice& device, const RunReport& report, const MetricsHistory& history,
                 const Mistakes& mistakes, const std::optional<Measurement>& measurement) {
    PageFlow page(device, u"DistilLab · "_s + report.experiment.name);
    beginning(page, report);
    advices(page, report.advice);
    page.gap(10);
    page.plots(plotsOf(report, history));
    confusion(page, report.student.scores);
    classes(page, report);
    mistakesList(page, mistakes);
    if (report.onnx && !report.onnx->files.empty()) {
        page.heading(onnxTitle());
        note(page, onnxNote(*report.onnx));
        page.table(onnxTable(*report.onnx), 0.24);
        if (const OnnxFileReport* file = int8File(*report.onnx)) {
            page.gap(8);
            page.text(layerTitle(), Style::Strong, ink());
            note(page, layerNote(*file));
            page.table(layerTable(*file), 0.4);
        }
    }
    if (measurement) measured(page, *measurement);
    page.heading(settingsTitle());
    page.facts(settingsFacts(report.experiment));
    page.heading(originTitle());
    page.facts(originFacts(report));
    page.gap(10);
    note(page, footer());
}

QByteArray toPdf(const RunReport& report, const MetricsHistory& history, const Mistakes& mistakes,
                 const std::optional<Measurement>& measurement) {
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(report.experiment.name);
        writer.setCreator(u"DistilLab"_s);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(1, 1, 1, 1) * kMarginMillimetres, QPageLayout::Millimeter);
        writer.setResolution(kDotsPerInch);
        paintReport(writer, report, history, mistakes, measurement);
    }
    return pdf;
}

}  // namespace distillab::report
