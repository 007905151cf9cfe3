#include "core/teachers/target_store.h"

#include "core/report/wording.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/teachers/teacher_targets.h"
#include "tests/core/teachers/small_teacher.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <memory>
#include <thread>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using teachers::TargetFile;
using teachers::TargetStore;

namespace {

const nn::FeatureRequest kHidden{{0, 2}, {}, true};

/// A file changed in place, as a bad disk does it.
void flip(const QString& path, qint64 place) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly));
    QVERIFY(file.seek(place));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(place));
    QVERIFY(file.putChar(static_cast<char>(byte ^ 0x10)));
}

/// Without waiting for the disk, as thousands of times in a row demand.
void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

}  // namespace

/// Teachers' answers on disk: the same as from the teacher, found again, and never taken for something else.
class TargetStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_log.clear();
    }

    void keptAnswersAreTheTeachers() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(50);
        const auto kept = compute(teacher, texts, kHidden);
        QVERIFY(kept);
        const std::array<std::uint32_t, 5> positions = {6, 0, 49, 13, 6};
        const auto answer = kept->of(positions);
        QVERIFY(answer.has_value());
        const nn::Answer live = teacher.inferAnswer(texts.load(positions), kHidden);
        QVERIFY(answer->logits.equal(live.logits));
        QCOMPARE(answer->features.hiddenStates.size(), size_t{2});
        for (size_t i = 0; i < 2; ++i) {
            const torch::Tensor& states = answer->features.hiddenStates[i];
            QCOMPARE(states.size(0), std::int64_t{7 + 1 + 1 + 7 + 7});  // 49 mod 7 is 0
            QCOMPARE(states.scalar_type(), torch::kFloat32);
            QVERIFY(states.equal(live.features.hiddenStates[i]));  // these numbers fit f16 exactly
        }
        QVERIFY(answer->features.embedding.equal(live.features.embedding));
        QCOMPARE(kept->logits().sizes(), torch::IntArrayRef({50, test::kClasses}));
    }

    void pictureFeaturesKeepTheirShape() {
        PictureTeacher teacher;
        Pictures pictures;
        const nn::FeatureRequest wanted{{1}, {}, false};
        const auto kept = store().compute(keyOf(teacher, pictures, wanted), teacher, pictures, wanted, m_control);
        const std::array<std::uint32_t, 3> positions = {4, 1, 0};
        const auto answer = kept->of(positions);
        const nn::Answer live = teacher.inferAnswer(pictures.load(positions), wanted);
        QCOMPARE(answer->features.hiddenStates[0].sizes(), torch::IntArrayRef({3, 2, 3, 3}));
        QVERIFY(answer->features.hiddenStates[0].allclose(live.features.hiddenStates[0], 1e-3, 1e-4));
        QVERIFY(!answer->features.embedding.defined());
    }

    void numbersTooLargeForF16StayFinite() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(3, 100'000);
        const auto kept = compute(teacher, texts, kHidden);
        const std::array<std::uint32_t, 1> first = {0};
        QCOMPARE(kept->of(first)->features.embedding[0][0].item<float>(), 65504.0F);
    }

    void secondTimeIsFoundAndTheTeacherNotAsked() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(50);
        compute(teacher, texts, kHidden);
        const QByteArray bytes = readFile(pathOf(teacher, texts, kHidden));
        teacher.batches = 0;
        QVERIFY(store().find(keyOf(teacher, texts, kHidden)));
        QCOMPARE(teacher.batches, 0);
        // Written once more, elsewhere: the same bytes.
        const QTemporaryDir other;
        TargetStore(other.path(), [](const QString&) {
        }).compute(keyOf(teacher, texts, kHidden), teacher, texts, kHidden, m_control);
        const QDir folder(other.path());
        QCOMPARE(readFile(folder.filePath(folder.entryList(QDir::Files).value(0))), bytes);
    }

    void keyDependsOnTeacherItemsAndWhatIsKept() {
        const test::SmallTeacher teacher;
        const test::SmallTexts texts(50);
        const Digest key = keyOf(teacher, texts, kHidden);
        QCOMPARE(keyOf(test::SmallTeacher(), test::SmallTexts(50), kHidden), key);
        QVERIFY(keyOf(test::SmallTeacher(1), texts, kHidden) != key);
        QVERIFY(keyOf(teacher, test::SmallTexts(50, 2), kHidden) != key);
        QVERIFY(keyOf(teacher, test::SmallTexts(49), kHidden) != key);
        QVERIFY(keyOf(teacher, texts, {{0, 1}, {}, true}) != key);
        QVERIFY(keyOf(teacher, texts, {{0, 2}, {}, false}) != key);
        QVERIFY(keyOf(teacher, texts, {}) != key);
    }

    void damageAnywhereIsSeenAndTheFileRemoved() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(8);
        const QString path = pathOf(teacher, texts, kHidden);
        compute(teacher, texts, kHidden);
        const QByteArray whole = readFile(path);
        const Digest key = keyOf(teacher, texts, kHidden);
        for (qint64 place = 0; place < whole.size(); ++place) {
            flip(path, place);
            m_log.clear();
            QVERIFY2(!store().find(key), qPrintable(QString::number(place)));
            QCOMPARE(m_log.size(), 1);
            QVERIFY(!QFile::exists(path));
            write(path, whole);
        }
        for (const qsizetype size : {qsizetype{0}, qsizetype{10}, qsizetype{64}, whole.size() / 2, whole.size() - 1}) {
            write(path, whole.first(size));
            QVERIFY2(!store().find(key), qPrintable(QString::number(size)));
            write(path, whole + 'x');
            QVERIFY(!store().find(key));
        }
        QVERIFY(compute(teacher, texts, kHidden));
        QCOMPARE(readFile(path), whole);
    }

    void foreignFilesAndOtherVersionsAreNamedAndReplaced() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(20);
        test::SmallTexts others(20, 7);
        compute(teacher, texts, {});
        const QString path = pathOf(teacher, others, {});
        QVERIFY(QFile::copy(pathOf(teacher, texts, {}), path));
        QVERIFY(!store().find(keyOf(teacher, others, {})));
        QVERIFY2(m_log.last().contains(u"something else"_s), qPrintable(m_log.last()));
        QVERIFY(!QFile::exists(path));

        flip(pathOf(teacher, texts, {}), 8);  // the version follows the magic
        QVERIFY(!store().find(keyOf(teacher, texts, {})));
        QVERIFY2(m_log.last().contains(u"version"_s), qPrintable(m_log.last()));
    }

    void damageInALargeFileIsSeenWhenItsRecordIsRead() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(20'000);  // 1.6 MB of records: two blocks
        compute(teacher, texts, kHidden);
        const QString path = pathOf(teacher, texts, kHidden);
        flip(path, 4000);
        const Digest key = keyOf(teacher, texts, kHidden);
        QCOMPARE(TargetFile::open(path, key).state, TargetFile::State::Damaged);
        // As if it were larger than what is checked when it is opened.
        TargetFile::Opened opened = TargetFile::open(path, key, 0);
        QCOMPARE(opened.state, TargetFile::State::Whole);
        const auto kept = std::make_shared<teachers::KeptAnswers>(std::move(opened.file));
        const std::array<std::uint32_t, 1> last = {19'999};  // computed first, and so in the first block
        const std::array<std::uint32_t, 1> first = {0};
        QVERIFY(kept->of(first).has_value());
        QVERIFY(!kept->of(last).has_value());

        // The training goes on with the teacher itself.
        const auto targets = teachers::TeacherTargets::kept(
            kept,
            teachers::TeacherTargets::live(
                teacher, [] { return std::make_unique<test::SmallTexts>(20'000); }, kHidden),
            log());
        const nn::Answer live = teacher.inferAnswer(texts.load(last), kHidden);
        for (int i = 0; i < 2; ++i) {
            const nn::Answer answer = targets.of(last, texts.load(last));
            QVERIFY(answer.logits.equal(live.logits));
            QVERIFY(answer.features.hiddenStates[1].equal(live.features.hiddenStates[1]));
        }
        QCOMPARE(m_log.filter(u"damaged"_s).size(), 1);
        QVERIFY(!QFile::exists(path));
    }

    void stopLeavesNothing() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(50);
        const auto stopLater = [&](size_t items) {
            if (items >= 20) m_control.stop();
        };
        const auto stopped = test::caught<Stopped>(
            [&] { store().compute(keyOf(teacher, texts, kHidden), teacher, texts, kHidden, m_control, stopLater); });
        QVERIFY(stopped.has_value());
        m_control.reset();
        QVERIFY(QDir(m_folder->path()).isEmpty(QDir::Files | QDir::Hidden));
        QVERIFY(compute(teacher, texts, kHidden));
    }

    void twoWritersDoNotDisturbEachOther() {
        const auto work = [this] {
            test::SmallTeacher teacher;
            test::SmallTexts texts(2000);
            RunControl control;
            TargetStore store(m_folder->path(), [](const QString&) {});
            for (int i = 0; i < 5; ++i) {
                const auto kept = store.compute(keyOf(teacher, texts, kHidden), teacher, texts, kHidden, control);
                if (!kept) return false;
            }
            return true;
        };
        bool other = false;
        std::jthread second([&] { other = work(); });
        const bool own = work();
        second.join();
        QVERIFY(own);
        QVERIFY(other);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void oldestUnusedFilesMakeRoom() {
        test::SmallTeacher teacher;
        const auto texts = [](std::int64_t first) { return test::SmallTexts(200, first); };
        test::SmallTexts one = texts(1);
        test::SmallTexts two = texts(2);
        test::SmallTexts three = texts(3);
        test::SmallTexts four = texts(4);
        auto used = compute(teacher, one, {});
        compute(teacher, two, {});
        compute(teacher, three, {});
        age(pathOf(teacher, one, {}), 3);
        age(pathOf(teacher, two, {}), 1);
        age(pathOf(teacher, three, {}), 2);
        const std::int64_t size = used->bytes();
        // Room for three: the oldest is in use, so the next but one goes.
        TargetStore(m_folder->path(), log(), 3 * size).compute(keyOf(teacher, four, {}), teacher, four, {}, m_control);
        QVERIFY(QFile::exists(pathOf(teacher, one, {})));
        QVERIFY(QFile::exists(pathOf(teacher, two, {})));
        QVERIFY(!QFile::exists(pathOf(teacher, three, {})));
        QVERIFY(QFile::exists(pathOf(teacher, four, {})));
    }

    void whatKilledProgramsLeftIsCleanedAway() {
        const QString left = m_folder->filePath(u"0123.targets.Xyz123"_s);
        const QString recent = m_folder->filePath(u"4567.targets.Xyz123"_s);
        writeFileAtomically(left, "half");
        writeFileAtomically(recent, "half");
        age(left, 2);
        test::SmallTeacher teacher;
        test::SmallTexts texts(5);
        compute(teacher, texts, {});
        QVERIFY(!QFile::exists(left));
        QVERIFY(QFile::exists(recent));
    }

    void withoutRoomTheTeacherIsLeftToBeAsked() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(50);
        TargetStore small(m_folder->path(), log(), 100);
        QVERIFY(!small.compute(keyOf(teacher, texts, {}), teacher, texts, {}, m_control));
        QCOMPARE(m_log.size(), 1);
        QVERIFY2(m_log[0].contains(u"no room"_s), qPrintable(m_log[0]));
        QVERIFY(QDir(m_folder->path()).isEmpty(QDir::Files));
    }

    void sizeIsToldExactlyBeforehand() {
        test::SmallTeacher teacher;
        test::SmallTexts texts(123);
        for (const nn::FeatureRequest& wanted : {nn::FeatureRequest(), kHidden}) {
            const auto kept = compute(teacher, texts, wanted);
            QVERIFY2(m_log.last().contains(report::bytesText(kept->bytes())), qPrintable(m_log.last()));
            const TargetFile::Opened file = TargetFile::open(kept->path(), keyOf(teacher, texts, wanted));
            QCOMPARE(teachers::targetFileBytes(file.file->shape(), texts.tokenCount()), kept->bytes());
        }
    }

    void severalTeachersGiveTheMeanOfTheirProbabilities() {
        const torch::Tensor one = torch::tensor({{0.0, std::log(3.0)}, {2.0, 2.0}});  // 1/4, 3/4 and 1/2, 1/2
        const torch::Tensor two = torch::tensor({{1.0, 1.0}, {0.0, std::log(4.0)}});  // 1/2, 1/2 and 1/5, 4/5
        const torch::Tensor mean = teachers::averagedAnswers(std::vector{one, two}, std::vector{1.0, 3.0}).exp();
        const torch::Tensor expected = torch::tensor({{0.4375, 0.5625}, {0.275, 0.725}});
        QVERIFY(mean.allclose(expected.to(mean.scalar_type()), 1e-6));
        // A teacher that is alone is not touched.
        QVERIFY(teachers::averagedAnswers(std::vector{one}, std::vector{1.0}).is_same(one));
    }

private:
    class PictureTeacher : public test::SmallTeacher {
    public:
        nn::Answer answer(const nn::Batch& batch, bool /*training*/, const nn::FeatureRequest& wanted) override {
            nn::Answer answer{batch.input.mean({1, 2}).unsqueeze(1).expand({-1, test::kClasses}), {}};
            for (const int stage : wanted.hiddenStates) {
                answer.features.hiddenStates.push_back(
                    torch::stack({batch.input, batch.input * stage}, 1).contiguous(torch::MemoryFormat::ChannelsLast));
            }
            return answer;
        }
    };

    class Pictures : public test::SmallTexts {
    public:
        Pictures() : SmallTexts(6) {}
        std::int64_t tokenCount() const override { return 0; }
        nn::Batch load(std::span<const std::uint32_t> positions) override {
            std::vector<torch::Tensor> images;
            for (const std::uint32_t position : positions) {
                images.push_back(torch::arange(9).reshape({3, 3}).to(torch::kFloat32) / 7 + position);
            }
            return {torch::stack(images), {}, {}};
        }
    };

    static Digest keyOf(const nn::Model& teacher, const nn::ItemSource& items, const nn::FeatureRequest& wanted) {
        return teachers::targetKey(teacher, items, wanted);
    }
    TargetStore::Log log() {
        return [this](const QString& line) { m_log.append(line); };
    }
    TargetStore store() { return {m_folder->path(), log()}; }
    QString pathOf(const nn::Model& teacher, const nn::ItemSource& items, const nn::FeatureRequest& wanted) {
        return store().pathOf(keyOf(teacher, items, wanted));
    }
    std::shared_ptr<teachers::KeptAnswers> compute(nn::Model& teacher, nn::ItemSource& items,
                                                   const nn::FeatureRequest& wanted) {
        return store().compute(keyOf(teacher, items, wanted), teacher, items, wanted, m_control);
    }
    static void age(const QString& path, int days) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_log;
    RunControl m_control;
};

DISTILLAB_TEST(TargetStoreTest)
#include "target_store_test.moc"
