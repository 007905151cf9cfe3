#include "core/report/mistakes.h"

#include "tests/core/report/example_report.h"
#include "tests/support/test_main.h"

#include <QImage>
#include <QTest>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

class MistakesTest : public QObject {
    Q_OBJECT

private slots:
    void wrongAnswersAreCountedWithTheTeachersView() {
        const report::Mistakes mistakes = report::mistakesOf(test::exampleAnswers(), 24);
        QCOMPARE(mistakes.items, 4);
        QCOMPARE(mistakes.wrong, 2);
        QCOMPARE(mistakes.answered, 2);
        QCOMPARE(mistakes.teacherRight, 1);
        QCOMPARE(mistakes.teacherAlike, 1);
    }

    void surestMistakeComesFirst() {
        const report::Mistakes mistakes = report::mistakesOf(test::exampleAnswers(), 24);
        QCOMPARE(mistakes.worst.size(), size_t{2});
        const report::Mistake& first = mistakes.worst.front();
        QCOMPARE(first.row, 2);
        QCOMPARE(first.label, u"T-shirt/top"_s);
        QCOMPARE(first.student.front().label, u"Bag"_s);
        QVERIFY(std::abs(first.student.front().probability - 0.9783) < 1e-4);
        QCOMPARE(first.teacher.front().label, u"T-shirt/top"_s);
        QCOMPARE(report::mistakesOf(test::exampleAnswers(), 1).worst.size(), size_t{1});
        QCOMPARE(report::mistakesOf(test::exampleAnswers(), 1).wrong, 2);
    }

    void itemsWithoutLabelOrTeacherAreNoTrouble() {
        report::TestAnswers answers = test::exampleAnswers();
        answers.items[2].teacher.clear();
        answers.items[1].label = -1;
        const report::Mistakes mistakes = report::mistakesOf(answers, 24);
        QCOMPARE(mistakes.items, 3);
        QCOMPARE(mistakes.wrong, 1);
        QCOMPARE(mistakes.answered, 0);
        QVERIFY(mistakes.worst.front().teacher.empty());
        QVERIFY(!report::mistakesSentence(mistakes).contains(u"teacher"_s));
    }

    void largePicturesAreMadeSmall() {
        report::Mistakes mistakes = report::mistakesOf(test::exampleAnswers(), 24);
        report::addPictures(mistakes, [](qint64 row) {
            QImage picture(row == 2 ? QSize(640, 320) : QSize(28, 28), QImage::Format_RGB32);
            picture.fill(Qt::red);
            return picture;
        });
        QCOMPARE(QImage::fromData(mistakes.worst[0].picture).size(), QSize(96, 48));
        QCOMPARE(QImage::fromData(mistakes.worst[1].picture).size(), QSize(28, 28));
    }
};

DISTILLAB_TEST(MistakesTest)
#include "mistakes_test.moc"
