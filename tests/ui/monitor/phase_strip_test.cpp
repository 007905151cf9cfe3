#include "ui/monitor/phase_strip.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using distillab::report::Phase;

class PhaseStripTest : public QObject {
    Q_OBJECT
private slots:
    void saysInWordsWhereTheRunIs() {
        RunStatus status;
        status.begin({});
        status.enter(Phase::TeacherTrain);
        PhaseStrip strip;
        strip.setMarks(status.marks());
        const QString words =
            u"Phase 2 of %1: %2"_s.arg(status.marks().size()).arg(distillab::report::phaseTitle(Phase::TeacherTrain));
        QCOMPARE(strip.accessibleDescription(), words);
        QCOMPARE(strip.toolTip(), words);
    }

    void saysNothingWhenNoPhaseIsAtWork() {
        RunStatus status;
        status.beginFinished({});
        PhaseStrip strip;
        strip.setMarks(status.marks());
        QVERIFY(strip.accessibleDescription().isEmpty());
    }

    void showsHowFarTheRunIs() {
        RunStatus status;
        status.begin({});
        PhaseStrip strip;
        strip.resize(800, strip.sizeHint().height());
        QImage last;
        for (const Phase phase : {Phase::Data, Phase::TeacherTrain, Phase::Distil}) {
            status.enter(phase);
            strip.setMarks(status.marks());
            const QImage picture = strip.grab().toImage();
            QVERIFY(picture != last);
            last = picture;
        }
    }
};

DISTILLAB_TEST(PhaseStripTest)
#include "phase_strip_test.moc"
