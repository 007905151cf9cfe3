#include "ui/explorer/explorer_items.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;
using report::TestAnswers;
using Show = ExplorerFilter::Show;

namespace {

/// Both right; the student wrong; both wrong alike; both wrong differently, the teacher in doubt; no teacher.
TestAnswers answers() {
    return {{u"bad"_s, u"good"_s},
            {{0, u"a fine film"_s, {}, 1, {0, 5}, {0, 4}},
             {1, u"a dull film"_s, {}, 0, {3, 0}, {0, 1}},
             {2, u"an odd film"_s, {}, 0, {0, 2}, {0, 1}},
             {3, u"a long evening"_s, {}, 1, {0.2F, 0}, {0, 1}},
             {4, u"a short evening"_s, {}, 1, {}, {0, 1}},
             {5, u"a so so film"_s, {}, 1, {0, 0.1F}, {0, 1}}}};
}

}  // namespace

class ExplorerItemsTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_items = std::make_unique<ExplorerItems>();
        m_items->setItems(answers(), {});
        m_filter = new ExplorerFilter(m_items.get());
    }

    void filtersShowWhatTheySay() {
        QCOMPARE(shown(Show::All), (QList<int>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(shown(Show::StudentWrong), (QList<int>{1, 2}));
        QCOMPARE(shown(Show::Disagreement), (QList<int>{1, 3}));
        // The greatest doubt first.
        QCOMPARE(shown(Show::TeacherUnsure), (QList<int>{5, 3}));
        QCOMPARE(shown(Show::All), (QList<int>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(m_filter->count(Show::StudentWrong), 2);
    }

    void wordsClassesAndNumbersAreFound() {
        m_filter->setWords(u"EVENING"_s);
        QCOMPARE(shown(Show::All), (QList<int>{3, 4}));
        m_filter->setWords(u" bad "_s);  // a label, or an answer
        QCOMPARE(shown(Show::All), (QList<int>{1, 2, 3}));
        m_filter->setWords(u"6"_s);
        QCOMPARE(shown(Show::All), QList<int>{5});
        m_filter->setWords({});
        QCOMPARE(shown(Show::All).size(), 6);
    }

    void everyItemSaysWhatWasSaidAboutIt() {
        const auto line = [&](int row) { return m_items->index(row).data().toString().section(u'\n', 1); };
        QCOMPARE(line(0), u"good · both right"_s);
        QCOMPARE(line(1), u"bad · student says good"_s);
        QCOMPARE(line(2), u"bad · both say good"_s);
        QCOMPARE(line(3), u"good · teacher says bad"_s);
        QCOMPARE(line(4), u"good · student right"_s);
    }

    void picturesStandBesideTheirLabels() {
        auto dataset = std::make_shared<data::ImageDataset>();
        dataset->shape = {1, 2, 2};
        dataset->classNames = {u"a"_s, u"b"_s};
        dataset->pixels = {0, 0, 0, 0, 255, 255, 255, 255};
        dataset->labels = {0, 1};
        // The split has them in another order than the data set.
        m_items->setItems({dataset->classNames, {{0, {}, {}, 1, {0, 1}, {0, 1}}, {1, {}, {}, 0, {1, 0}, {1, 0}}}},
                          {dataset, {1, 0}});
        QCOMPARE(qGray(m_items->picture(0).pixel(0, 0)), 255);
        QCOMPARE(qGray(m_items->picture(1).pixel(0, 0)), 0);
        QVERIFY(!m_items->index(0).data(Qt::DecorationRole).isNull());
        QCOMPARE(m_items->index(0).data().toString(), u"b\nboth right"_s);
    }

private:
    QList<int> shown(Show show) {
        m_filter->setShow(show);
        QList<int> rows;
        for (int i = 0; i < m_filter->rowCount(); ++i) rows << m_filter->mapToSource(m_filter->index(i, 0)).row();
        return rows;
    }

    std::unique_ptr<ExplorerItems> m_items;
    ExplorerFilter* m_filter = nullptr;
};

DISTILLAB_TEST(ExplorerItemsTest)
#include "explorer_items_test.moc"
