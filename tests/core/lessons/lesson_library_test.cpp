#include "core/lessons/library.h"

#include "core/base/files.h"
#include "core/experiment/document.h"
#include "core/experiment/validate.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace distillab;
using namespace distillab::lessons;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the same lesson must share in all languages: steps, questions, buttons with their targets.
QStringList structureOf(const Lesson& lesson) {
    QStringList structure = {lesson.id, QString::number(lesson.order), QString::number(lesson.minutes)};
    for (const Section& section : lesson.sections) {
        structure << u"step"_s;
        for (const Block& block : section.blocks) {
            switch (block.kind) {
                case Block::Kind::Text: structure << u"text"_s; break;
                case Block::Kind::Question: structure << u"question"_s; break;
                case Block::Kind::Action: structure << block.target; break;
            }
        }
    }
    return structure;
}

bool hasChinese(const QString& text) {
    return std::ranges::any_of(text, [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

}  // namespace

class LessonLibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsSixLessonsInBothLanguagesWithTheSameStructure() {
        const std::vector<Lesson> english = builtInLessons(u"en"_s);
        const std::vector<Lesson> chinese = builtInLessons(u"zh_CN"_s);
        QCOMPARE(english.size(), size_t(6));
        QCOMPARE(chinese.size(), english.size());
        for (size_t i = 0; i < english.size(); ++i) {
            QCOMPARE(english[i].language, u"en"_s);
            QCOMPARE(chinese[i].language, u"zh_CN"_s);
            QCOMPARE(structureOf(chinese[i]), structureOf(english[i]));
            QVERIFY(hasChinese(chinese[i].title) && hasChinese(chinese[i].learn));
            QVERIFY(!hasChinese(english[i].title));
            QVERIFY(experiment::write(chinese[i].experimentFor({})) == experiment::write(english[i].experimentFor({})));
        }
    }

    void everyLessonStartsASoundExperimentAndAsksTwoQuestions() {
        for (const QString& language : {u"en"_s, u"zh_CN"_s}) {
            for (const Lesson& lesson : builtInLessons(language)) {
                int questions = 0;
                int starts = 0;
                for (const Section& section : lesson.sections) {
                    for (const Block& block : section.blocks) {
                        if (block.kind == Block::Kind::Question) ++questions;
                        if (block.kind != Block::Kind::Action) continue;
                        const auto link = parseLink(block.target);
                        const auto* start = std::get_if<StartLink>(&*link);
                        if (!start) continue;
                        ++starts;
                        const experiment::Experiment experiment = lesson.experimentFor(*start);
                        // One number of threads everywhere: all pupils with one seed see the same curve.
                        QCOMPARE(experiment.threads, 2);
                        if (QFileInfo::exists(experiment.data.train)) experiment::validate(experiment);
                    }
                }
                QVERIFY2(questions >= 2 && questions <= 4, qPrintable(lesson.id));
                QVERIFY2(starts >= 1, qPrintable(lesson.id));
                QVERIFY(!lesson.learn.isEmpty());
            }
        }
    }

    void speaksEnglishWhereItHasNoOther() {
        QCOMPARE(builtInLessons(u"de_DE"_s).at(0).language, u"en"_s);
        QCOMPARE(builtInLessons(u"zh_TW"_s).at(0).language, u"zh_CN"_s);
    }

    void findsTheSameLessonInAnotherLanguage() {
        const Lesson english = builtInLessons(u"en"_s).at(1);
        const Lesson chinese = inLanguage(english, u"zh_CN"_s);
        QCOMPARE(chinese.id, english.id);
        QCOMPARE(chinese.language, u"zh_CN"_s);
        QCOMPARE(inLanguage(chinese, u"zh_CN"_s).file, chinese.file);
        const Lesson own = parseLesson("---\ntitle: Own\n---\nText.\n", u"/own/temperature.md"_s);
        QCOMPARE(inLanguage(own, u"zh_CN"_s).file, own.file);
    }

    void listsOwnLessonsAndSaysWhatIsWrongWithTheOthers() {
        const QTemporaryDir folder;
        const auto write = [&](const QString& name, const QByteArray& text) {
            writeFileAtomically(folder.filePath(name), text);
        };
        write(u"b.md"_s, "---\ntitle: Second\norder: 2\n---\nText.\n");
        write(u"z.md"_s, "---\ntitle: First\norder: 1\n---\nText.\n");
        write(u"a.md"_s, "no lesson\n");
        write(u"notes.txt"_s, "---\ntitle: Not listed\n---\nText.\n");
        const std::vector<OwnLesson> own = ownLessons(folder.path());
        QCOMPARE(own.size(), size_t(3));
        QCOMPARE(own[0].lesson->title, u"First"_s);
        QCOMPARE(own[1].lesson->title, u"Second"_s);
        QVERIFY(!own[2].lesson);
        QVERIFY2(own[2].problem.contains(u"a.md:1"), qPrintable(own[2].problem));
        QVERIFY(ownLessons(folder.filePath(u"missing"_s)).empty());
    }
};

DISTILLAB_TEST(LessonLibraryTest)
#include "lesson_library_test.moc"
