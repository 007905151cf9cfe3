#include "core/report/pdf_page.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QBuffer>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes down what is drawn on each page.
class Recorder : public QPaintEngine {
public:
    Recorder() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF& place, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {
        ++images;
        places << place;
    }
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override { ++shapes; }
    void drawPath(const QPainterPath& path) override {
        ++shapes;
        longestPath = std::max(longestPath, path.elementCount());
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        text += item.text() + u'\n';
        places << painter()->combinedTransform().mapRect(
            QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent()));
    }
    Type type() const override { return User; }

    QString text;
    QList<QRectF> places;
    int images = 0;
    int shapes = 0;
    int longestPath = 0;
};

class RecordingDevice : public QPdfWriter {
public:
    explicit RecordingDevice(QIODevice* device) : QPdfWriter(device) { setResolution(300); }
    bool newPage() override {
        ++pages;
        return true;
    }
    QPaintEngine* paintEngine() const override { return &recorder; }

    mutable Recorder recorder;
    int pages = 1;
};

}  // namespace

class PdfPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_buffer.open(QIODevice::WriteOnly)); }

    void pdfIsWritten() {
        const QByteArray pdf = report::toPdf(test::exampleReport(), test::exampleHistory(100),
                                             report::mistakesOf(test::exampleAnswers(), 24));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.contains("%%EOF"));
        QVERIFY(pdf.contains("/Type /Page"));
        QVERIFY(pdf.size() > 10'000);
        QVERIFY(pdf.size() < 2'000'000);
    }

    void pagesShowWhatThePageShows() {
        RecordingDevice device(&m_buffer);
        report::RunReport r = test::exampleReport();
        r.advice << report::Advice{u"underfitting"_s,
                                   u"Still learning"_s,
                                   u"It reached 81.2 %."_s,
                                   u"Go on."_s,
                                   {{u"distill.epochs"_s, u"Epochs"_s, u"5"_s, u"10"_s}},
                                   {}};
        report::Mistakes mistakes = report::mistakesOf(test::exampleAnswers(), 24);
        report::addPictures(mistakes, [](qint64) { return QImage(28, 28, QImage::Format_Grayscale8); });
        report::paintReport(device, r, test::exampleHistory(100), mistakes);
        const QString text = QString(device.recorder.text).simplified();
        for (const QString& part :
             {u"Clothes"_s, u"91.0 %"_s, u"88.0 %"_s, u"422,250"_s, u"Still learning"_s, u"Epochs: 5 → 10"_s,
              u"How the loss fell"_s, u"How the accuracy grew"_s, u"How student and teacher came to agree"_s,
              u"Trouser"_s, u"It is: T-shirt/top"_s, u"97.8 %"_s, u"Temperature"_s, u"3.5"_s, u"Example CPU"_s}) {
            QVERIFY2(text.contains(part), qPrintable(part));
        }
        QCOMPARE(device.recorder.images, 2);
        QVERIFY(device.recorder.longestPath >= 100);  // the loss, as a line of its points
        QVERIFY(device.pages >= 2);
    }

    void nothingRunsOffThePage() {
        RecordingDevice device(&m_buffer);
        report::RunReport r = test::exampleReport();
        r.experiment.name = u"a-name-without-any-space-"_s.repeated(12);
        r.student.scores.classes[0].name = u"classwithaverylongname"_s.repeated(4);
        report::paintReport(device, r, test::exampleHistory(100), report::mistakesOf(test::exampleAnswers(), 24));
        const QRectF paper(0, 0, device.width(), device.height());
        QVERIFY(!device.recorder.places.isEmpty());
        for (const QRectF& place : device.recorder.places) {
            QVERIFY2(place.left() >= -1 && place.right() <= paper.right() + 1,
                     qPrintable(u"%1 … %2 of %3"_s.arg(place.left()).arg(place.right()).arg(paper.right())));
        }
    }

    void manyMistakesGoOnTheNextPages() {
        report::TestAnswers answers = test::exampleAnswers();
        for (int i = 0; i < 60; ++i) answers.items.push_back(answers.items[1]);
        RecordingDevice few(&m_buffer);
        report::paintReport(few, test::exampleReport(), {}, report::mistakesOf(test::exampleAnswers(), 24));
        RecordingDevice many(&m_buffer);
        report::paintReport(many, test::exampleReport(), {}, report::mistakesOf(answers, 60));
        QVERIFY(many.pages > few.pages);
    }

private:
    QBuffer m_buffer;
};

DISTILLAB_TEST(PdfPageTest)
#include "pdf_page_test.moc"
