#include "core/report/html_page.h"
#include "core/report/run_report.h"
#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

QString page(const report::RunReport& r, const report::MetricsHistory& history, const report::Mistakes& mistakes = {}) {
    return QString::fromUtf8(report::toHtml(r, history, mistakes));
}

/// As strict as XML, so that nothing is left to a browser's goodwill.
bool isWellFormed(const QString& html) {
    QXmlStreamReader reader(html);
    while (!reader.atEnd()) reader.readNext();
    if (reader.hasError()) qWarning("%lld: %s", reader.lineNumber(), qPrintable(reader.errorString()));
    return !reader.hasError();
}

qsizetype pointsOfLine(const QString& html, const QString& cssClass) {
    const QRegularExpression line(u"<g class=\"line %1[^\"]*\"><path d=\"([^\"]*)\""_s.arg(cssClass));
    const QString path = line.match(html).captured(1);
    return path.count(u'M') + path.count(u'L');
}

}  // namespace

class HtmlPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultStandsInWordsAndInATable() {
        const QString html = page(test::exampleReport(), test::exampleHistory(100));
        QVERIFY(html.contains(u"10× smaller and 5.0× faster"_s));
        QVERIFY(html.contains(u"the teacher added 1.0 points"_s));
        for (const QString& part : {u"<h1>Clothes</h1>"_s, u"cnn-small"_s, u"422,250"_s, u"<td>91.0 %</td>"_s,
                                    u"<td>88.0 %</td>"_s, u"300 test items"_s, u"Example CPU, 2 threads"_s}) {
            QVERIFY2(html.contains(part), qPrintable(part));
        }
    }

    void quantisedTeacherIsNamedWhereOneWasAskedFor() {
        report::RunReport r = test::exampleReport();
        QVERIFY(!page(r, {}).contains(u"Quantised teacher"_s));
        r.quantisedTeacher = report::QuantisedTeacher{256, 0.992, 1.84};
        QVERIFY(page(r, {}).contains(u"<dt>Quantised teacher</dt>"_s));
        QVERIFY(page(r, {}).contains(u"1.84× as fast"_s));
    }

    void curvesAreDrawnFromTheMeasurements() {
        const QString html = page(test::exampleReport(), test::exampleHistory(100));
        for (const QString& line : {u"total"_s, u"part0"_s, u"part1"_s}) QCOMPARE(pointsOfLine(html, line), 100);
        QCOMPARE(pointsOfLine(html, u"student"_s), 5);
        QCOMPARE(pointsOfLine(html, u"baseline dashed"_s), 5);
        for (const QString& title :
             {u"How the loss fell"_s, u"How the accuracy grew"_s, u"How student and teacher came to agree"_s,
              u"How sure the right answers became"_s}) {
            QVERIFY2(html.contains(u"<h2>"_s + title + u"</h2>"_s), qPrintable(title));
        }
        QCOMPARE(pointsOfLine(html, u"teacher dashed"_s), 2);
    }

    void longCurvesAreThinnedOut() {
        const QString html = page(test::exampleReport(), test::exampleHistory(20000));
        QVERIFY(pointsOfLine(html, u"total"_s) > 100);
        QVERIFY(pointsOfLine(html, u"total"_s) <= 600);
        QVERIFY(html.contains(u"mean of about 50 steps"_s));
        QVERIFY(html.size() < 200'000);
    }

    void withoutMeasurementsThereAreNoCurves() {
        const QString html = page(test::exampleReport(), {});
        QVERIFY(!html.contains(u"<g class=\"line"_s));
        QVERIFY(html.contains(u"<h1>Clothes</h1>"_s));
    }

    void hostileNamesStayText() {
        report::RunReport r = test::exampleReport();
        const QString hostile = u"</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)> %1 %2"_s;
        r.experiment.name = hostile;
        r.dataDescription = hostile;
        r.machine = hostile;
        r.student.name = hostile;
        r.onnx->files[0].file = hostile;
        for (report::ModelReport* model : {&r.teacher, &r.student, &*r.baseline}) {
            for (report::ClassScores& entry : model->scores.classes) entry.name = hostile;
        }
        const QString html = page(r, test::exampleHistory(10));
        QVERIFY(!html.contains(u"<script"_s, Qt::CaseInsensitive));
        QVERIFY(!html.contains(u"<img"_s, Qt::CaseInsensitive));
        QVERIFY(!html.contains(u"\"'>"_s));
        QVERIFY(html.contains(u"&lt;script&gt;alert(1)"_s));
        QVERIFY(html.contains(u"%1 %2"_s));
    }

    void pageLoadsNothingFromElsewhere() {
        const QString html = page(test::exampleReport(), test::exampleHistory(100));
        static const QRegularExpression reference(u"(src|href)\\s*=|url\\(|@import|https?://"_s);
        QVERIFY2(!html.contains(reference), qPrintable(reference.match(html).captured()));
        QVERIFY(html.contains(u"default-src 'none'"_s));
        QVERIFY(html.contains(u"prefers-color-scheme: dark"_s));
    }

    void surestMistakesAreShownWithTheTeachersView() {
        report::Mistakes mistakes = report::mistakesOf(test::exampleAnswers(), 24);
        report::addPictures(mistakes, [](qint64) { return QImage(28, 28, QImage::Format_Grayscale8); });
        const QString html = page(test::exampleReport(), {}, mistakes);
        QVERIFY(html.contains(u"The student got 2 of 4 test items wrong."_s));
        QVERIFY(html.contains(u"To 1 of them its teacher knew the answer; 1 it got wrong in the same way."_s));
        QCOMPARE(html.count(u"<img alt="_s), 2);
        QCOMPARE(html.count(u"src=\"data:image/png;base64,"_s), 2);
        QVERIFY(html.contains(u"img-src data:"_s));
        // The surest first: 97.8 % for the bag that is a T-shirt.
        const qsizetype first = html.indexOf(u"It is: T-shirt/top"_s);
        QVERIFY(first > 0);
        QVERIFY(html.indexOf(u"It is: Trouser"_s) > first);
        QVERIFY(html.contains(u"<span>97.8 %</span>"_s));
        QVERIFY(isWellFormed(html));
    }

    void sentencesOfMistakesStayText() {
        report::TestAnswers answers = test::exampleAnswers();
        answers.items[1].text = u"</blockquote><script>alert(1)</script>"_s;
        const QString html = page(test::exampleReport(), {}, report::mistakesOf(answers, 24));
        QVERIFY(!html.contains(u"<script"_s));
        QVERIFY(html.contains(u"&lt;script&gt;"_s));
    }

    void adviceIsGivenWithItsNumbers() {
        report::RunReport r = test::exampleReport();
        QVERIFY(page(r, {}).contains(u"show nothing that ought to be changed"_s));
        r.advice << report::Advice{u"underfitting"_s,
                                   u"Still learning"_s,
                                   u"It reached 81.2 % & more."_s,
                                   u"Go on."_s,
                                   {{u"distill.epochs"_s, u"Epochs"_s, u"5"_s, u"10"_s}},
                                   {}};
        const QString html = page(r, {});
        for (const QString& part :
             {u"Still learning"_s, u"It reached 81.2 % &amp; more."_s, u"Go on."_s, u"Epochs: 5 → 10"_s}) {
            QVERIFY2(html.contains(part), qPrintable(part));
        }
    }

    void pageIsWellFormed() { QVERIFY(isWellFormed(page(test::exampleReport(), test::exampleHistory(100)))); }

    void everyOpenedElementIsClosed() {
        const QString html = page(test::exampleReport(), test::exampleHistory(100));
        for (const QString& tag : {u"section"_s, u"div"_s, u"table"_s, u"tr"_s, u"td"_s, u"svg"_s, u"g"_s, u"dl"_s,
                                   u"main"_s, u"ul"_s, u"ol"_s}) {
            static const QString pattern = u"<%1[ >]"_s;
            const auto opened = html.count(QRegularExpression(pattern.arg(tag)));
            QVERIFY2(opened > 0, qPrintable(tag));
            QCOMPARE(html.count(u"</"_s + tag + u'>'), opened);
        }
    }

    void mixUpsAreListedMostFrequentFirst() {
        report::RunReport r = test::exampleReport();
        r.student.scores.confusion = {{90, 3, 7}, {0, 100, 0}, {25, 0, 75}};
        const QString html = page(r, {});
        const qsizetype first = html.indexOf(u"Bag taken for T-shirt/top"_s);
        const qsizetype second = html.indexOf(u"T-shirt/top taken for Bag"_s);
        QVERIFY(first > 0);
        QVERIFY(second > first);
        QVERIFY(html.contains(u"25 of 100"_s));
    }

    void aPerfectStudentHasNoMixUps() {
        report::RunReport r = test::exampleReport();
        r.student.scores = test::exampleScores({u"a"_s, u"b"_s}, 50, 0);
        QVERIFY(page(r, {}).contains(u"made no mistake"_s));
    }

    void manyClassesAreNotDrawnButSaid() {
        QStringList names;
        for (int i = 0; i < 100; ++i) names << u"class %1"_s.arg(i);
        report::RunReport r = test::exampleReport();
        r.student.scores = test::exampleScores(names, 9, 1);
        const QString html = page(r, {});
        QVERIFY(html.contains(u"100 classes are too many to draw"_s));
        QVERIFY(!html.contains(u"<rect"_s));
    }

    void settingsAreShownWhole() {
        const QString html = page(test::exampleReport(), {});
        QVERIFY(html.contains(u"temperature: 3.5"_s));
        QVERIFY(html.contains(u"seed: 7"_s));
    }
};

DISTILLAB_TEST(HtmlPageTest)
#include "html_page_test.moc"
